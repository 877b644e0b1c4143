export * from './change';
export * from './change-steps';
export * from './find-changes';
export * from './object-changes';

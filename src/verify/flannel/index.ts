export * from './devices';
export * from './peers';

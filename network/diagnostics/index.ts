export * from './diagnostic';
export * from './rule';

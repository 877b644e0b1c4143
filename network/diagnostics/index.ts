export * from './citation';
export * from './diagnostic';
export * from './rule';
export * from './wording';

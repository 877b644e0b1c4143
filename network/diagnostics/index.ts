export * from './diagnostic';
export * from './rule';
export * from './stated-first';
export * from './wording';

export * from './citation';
export * from './diagnostic';
export * from './nearest';
export * from './profile-path';
export * from './rule';
export * from './wording';

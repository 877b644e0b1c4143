export * from './citation';
export * from './diagnostic';
export * from './find-nearest';
export * from './profile-path';
export * from './rule';
export * from './wording';

export * from './citation';
export * from './diagnostic';
export * from './docs-url';
export * from './find-nearest';
export * from './profile-path';
export * from './rule';
export * from './wording';

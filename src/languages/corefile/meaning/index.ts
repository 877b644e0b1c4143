export * from './acl-action';
export * from './name-query';
export * from './read-use';
export * from './rewritten-query';
export * from './template-answer';

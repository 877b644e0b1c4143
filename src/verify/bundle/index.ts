export * from './bundle';
export * from './bundle-file';
export * from './recorder';
export * from './redact';
export * from './replay';

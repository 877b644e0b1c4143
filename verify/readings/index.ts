export * from './kernel-settings';
export * from './links';
export * from './neighbours';
export * from './node-objects';
export * from './read-json';
export * from './routes';
export * from './pods';
export * from './firewall';

export * from './command-line-flags';
export * from './effective-config';
export * from './flannel-conf';
export * from './node-config';
export * from './node-config-values';
export * from './node-configs';

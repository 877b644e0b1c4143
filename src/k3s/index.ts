export * from './flannel-conf';
export * from './node-config';
export * from './node-configs';

export * from './coredns';
export * from './metallb';
export * from './namespaces';
export { type AllowedPods } from './network-policy';
export { type ResourceAmounts, type Resources } from './resources';
export * from './samples';
export * from './servicelb';
export * from './topology-spread';
export * from './traefik';

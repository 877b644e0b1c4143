export * from './coredns-plan';
export * from './flannel-plan';
export * from './lan-plan';
export * from './metallb-plan';
export * from './network-plan';
export * from './node-plan';
export * from './sample-plan';
export * from './traefik-plan';

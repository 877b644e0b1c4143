export * from './coredns';
export * from './metallb';
export * from './namespaces';
export * from './samples';
export * from './traefik';

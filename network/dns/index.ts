export * from './coredns-zones';
export * from './name-server';
export * from './servers';
export * from './zones';

export * from './coredns-zones';
export * from './known-names';
export * from './own-zone';
export * from './servers';
export * from './snippet-problems';
export * from './snippet-zones';
export * from './zones';

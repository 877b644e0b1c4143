export * from './address';
export * from './address-range';
export * from './cidr';
export * from './span';
export * from './special-purpose';
export * from './unreadable';
export * from './in-url';
export * from './name-server';

export * from './free-network';
export * from './host-ports';
export * from './hosts';
export * from './networks';
export * from './node-shares';
export * from './segments';

export * from './host-ports';
export * from './hosts';
export * from './networks';
export * from './segments';

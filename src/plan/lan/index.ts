export * from './delegation';
export * from './interface-kinds';
export * from './interface-networks';
export * from './unusable-addresses';

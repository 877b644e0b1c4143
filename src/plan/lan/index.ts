export * from './delegation';
export * from './interface-kinds';
export * from './interface-networks';
export * from './tailnet';
export * from './unusable-addresses';

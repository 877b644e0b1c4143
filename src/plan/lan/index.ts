export * from './delegation';
export * from './interface-kinds';
export * from './unusable-addresses';

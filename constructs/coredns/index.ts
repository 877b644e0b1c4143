export * from './core-dns';
export * from './core-dns-custom';
export * from './core-dns-props';
export * from './dns-options';

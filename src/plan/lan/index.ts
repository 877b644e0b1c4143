export * from './unusable-addresses';

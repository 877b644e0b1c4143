export * from './address';
export * from './diagnostics';
export * from './releases';
export * from './place';
export * from './plan';
export * from './unparsed';

export * from './address';
export * from './diagnostics';
export * from './nearest';
export * from './releases';
export * from './place';
export * from './plan';
export * from './unparsed';

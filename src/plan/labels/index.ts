export * from './label-selector';
export * from './node-labels';

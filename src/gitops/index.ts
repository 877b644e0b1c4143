export * from './delivered-cluster';
export * from './engine-files';
export * from './engines';
export * from './kustomizations';
export * from './stages';

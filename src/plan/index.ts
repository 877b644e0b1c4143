export * from './claims';
export * from './dns';
export * from './flannel';
export * from './labels';
export * from './lan';
export * from './metallb';
export * from './model';
export * from './services';

export * from './component-version';
export * from './k3s-facts';
export * from './k3s-flags';
export * from './k3s-version';
export * from './known-releases';
export * from './packaged-components';
export { DEFAULT_MAX_PODS } from './kubelet';

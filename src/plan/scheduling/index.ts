export * from './component-pods';
export * from './node-affinity';
export * from './own-pods';
export * from './pod-limits';
export * from './pod-nodes';
export * from './servicelb-nodes';
export * from './taints';

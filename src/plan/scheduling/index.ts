export * from './pod-nodes';
export * from './servicelb-nodes';
export * from './taints';

export * from './servicelb-nodes';
export * from './taints';

export * from './load-balancer-service';
export * from './titled';

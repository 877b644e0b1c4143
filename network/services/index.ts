export * from './load-balancer-service';
export * from './titled';
export * from './sharing';
export * from './sample-hosts';

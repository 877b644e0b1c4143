export * from './load-balancer-service';

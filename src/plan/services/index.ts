export * from './load-balancer-service';
export * from './sample-entry-points';
export * from './sample-hosts';
export * from './sample-routes';
export * from './sample-rule';
export * from './sharing';
export * from './traefik-ports';
export * from './format-service';

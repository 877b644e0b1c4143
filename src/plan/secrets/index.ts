export * from './config-map-requests';
export * from './secret-requests';

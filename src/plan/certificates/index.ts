export * from './certificate-requests';
export * from './public-names';
export * from './traefik-pods';

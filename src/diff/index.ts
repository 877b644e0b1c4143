export * from './change';
export * from './changes-between';
export { traefikHandover } from './traefik-handover';

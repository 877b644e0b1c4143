export * from './service-lb';

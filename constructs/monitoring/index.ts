export * from './alerts';
export * from './monitoring';
export * from './monitoring-props';

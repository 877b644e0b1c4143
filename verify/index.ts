export * from './check';
export { CHECKS } from './checks';
export * from './finding';
export * from './place';
export * from './run-checks';

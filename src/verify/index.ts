export * from './check';
export { ALL_CHECKS, CHECKS, PRE_CHECKS } from './checks';
export * from './finding';
export * from './host';
export * from './hosts';
export * from './readings';
export * from './rehearsal';
export * from './run-checks';
export * from './selection';

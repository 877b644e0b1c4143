export * from './check';
export { CHECKS } from './checks';
export * from './finding';
export * from './host';
export * from './hosts';
export * from './readings';
export * from './rehearsal';
export * from './run-checks';
export * from './selection';

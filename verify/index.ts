export * from './check';
export { CHECKS } from './checks';
export * from './finding';
export * from './place';
export * from './places';
export * from './rehearsal';
export * from './run-checks';
export * from './selection';

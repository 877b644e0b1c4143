export * from './exec-start';
export * from './unit-text';

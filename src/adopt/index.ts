export * from './takeover';

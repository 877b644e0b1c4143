export * from './record-data';

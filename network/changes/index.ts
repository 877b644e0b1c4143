export * from './change';
export * from './changes-between';

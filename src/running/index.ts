export * from './immutable-fields';
export * from './installations';
export * from './installer';
export * from './running-object';
export * from './running-objects';

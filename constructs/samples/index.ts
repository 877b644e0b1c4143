export * from './dns-sample';
export * from './dns-sample-props';
export * from './http-sample';
export * from './http-sample-exposure';
export * from './http-sample-props';
export * from './http-sample-workload';
export { sampleImage } from './sample-pod';

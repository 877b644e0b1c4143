export * from './http-sample';
export * from './http-sample-props';
export { sampleImage } from './sample-pod';

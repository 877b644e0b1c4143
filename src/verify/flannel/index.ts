export { deviceOf, FLANNEL_NAME, flannelDevices } from '../../plan';
export type { FlannelDevice } from '../../plan';
export * from './peers';

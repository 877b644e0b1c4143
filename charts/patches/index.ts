export type { JsonOperation } from './json-operations';
export { PatchError } from './patch-error';
export type { ObjectPatch, TargetObject } from './patch-objects';
export { isTarget, patchObjects } from './patch-objects';

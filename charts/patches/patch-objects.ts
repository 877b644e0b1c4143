import { ApiObject, JsonPatch } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { JsonOperation } from './json-operations';
import { toJsonPatch } from './json-operations';
import { mergeStrategically } from './strategic-merge';

/** A change of one rendered object. */
export interface ObjectPatch {
  readonly target: { readonly kind: string; readonly name: string; readonly namespace?: string };
  readonly strategicMerge?: Readonly<Record<string, unknown>>;
  readonly jsonPatch?: readonly JsonOperation[];
}

/** As much of an object as a target names. */
export interface TargetObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** Whether a patch is for an object. */
export function isTarget({ target }: ObjectPatch, { kind, metadata }: TargetObject): boolean {
  return (
    target.kind === kind &&
    target.name === metadata.name &&
    (target.namespace === undefined || target.namespace === metadata.namespace)
  );
}

/**
 * Patches the objects of an App or a chart, each patch on top of those before it.
 *
 * @throws PatchError
 */
export function patchObjects(scope: IConstruct, patches: readonly ObjectPatch[]): void {
  if (patches.length === 0) return;
  const objects = scope.node.findAll().filter((one): one is ApiObject => ApiObject.isApiObject(one));
  for (const patch of patches) {
    for (const object of objects) if (isTarget(patch, describe(object))) patchObject(object, patch);
  }
}

function describe({ kind, name, metadata: { namespace } }: ApiObject): TargetObject {
  return { kind, metadata: { name, ...(namespace !== undefined && { namespace }) } };
}

/**
 * Replaces the rendering of an object. `addJsonPatch` of cdk8s works on the form before a generated class converts it: the
 * class loses numbers that a patch sets, and keys that are newer than itself.
 */
function patchObject(object: ApiObject, patch: ObjectPatch): void {
  const render = object.toJson.bind(object);
  // Errors are reported now, and not when the App is synthesized.
  applyPatch(render() as RenderedObject, patch);
  object.toJson = () => applyPatch(render() as RenderedObject, patch);
}

type RenderedObject = Record<string, unknown>;

function applyPatch(object: RenderedObject, { strategicMerge, jsonPatch = [] }: ObjectPatch): RenderedObject {
  let patched = strategicMerge === undefined ? object : mergeStrategically(object, strategicMerge);
  for (const operation of jsonPatch) {
    patched = JsonPatch.apply(patched, toJsonPatch(operation, patched)) as RenderedObject;
  }
  return patched;
}

import { formatPath } from '../diagnostics/profile-path';
import type { ProfilePath } from '../diagnostics/profile-path';
import type { KubernetesObject } from '../kubernetes/kubernetes-object';

/** A field with another value. */
export interface FieldChange {
  /** `spec.template.spec.containers[0].image` */
  readonly path: string;
  /** Undefined where the field did not exist. */
  readonly before?: string;
  /** Undefined where the field no longer exists. */
  readonly after?: string;
}

/** How one object differs between two renderings. */
export interface ObjectChange {
  /** `Deployment metallb-system/controller` */
  readonly object: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** The fields of a changed object, in the order of its keys. */
  readonly fields: readonly FieldChange[];
}

/** The label with a component's version is in every object, and repeats what its image shows. */
const VERSION_LABEL = 'app.kubernetes.io/version';

/** Compares the objects of two renderings. An object of which only the version label differs is not listed. */
export function compareObjects(
  before: readonly KubernetesObject[],
  after: readonly KubernetesObject[],
): readonly ObjectChange[] {
  const old = new Map(before.map((object) => [titleOf(object), object]));
  const next = new Map(after.map((object) => [titleOf(object), object]));
  const removed = [...old.keys()].filter((title) => !next.has(title));
  return [
    ...[...next].flatMap(([object, value]): readonly ObjectChange[] => {
      const was = old.get(object);
      if (was === undefined) return [{ object, kind: 'added', fields: [] }];
      const fields = [...compareValues(was, value, [])];
      return fields.length === 0 ? [] : [{ object, kind: 'changed', fields }];
    }),
    ...removed.map((object) => ({ object, kind: 'removed' as const, fields: [] })),
  ];
}

function titleOf({ kind, metadata }: KubernetesObject): string {
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}

function* compareValues(before: unknown, after: unknown, path: ProfilePath): Iterable<FieldChange> {
  if (path.at(-1) === VERSION_LABEL) return;
  if (isBranch(before) && isBranch(after) && Array.isArray(before) === Array.isArray(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const step = Array.isArray(after) ? Number(key) : key;
      yield* compareValues(before[key], after[key], [...path, step]);
    }
    return;
  }
  const [old, next] = [formatValue(before), formatValue(after)];
  if (old === next) return;
  yield {
    path: formatPath(path),
    ...(old !== undefined && { before: old }),
    ...(next !== undefined && { after: next }),
  };
}

function isBranch(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function formatValue(value: unknown): string | undefined {
  return value === undefined ? undefined : typeof value === 'string' ? value : JSON.stringify(value);
}

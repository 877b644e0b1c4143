import { PatchError } from './patch-error';

type ValueMap = Readonly<Record<string, unknown>>;

/**
 * The key that identifies an element, by the key of its list. Of several the first one that all elements have. Other lists
 * are replaced as a whole.
 *
 * @see https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/
 */
const MERGE_KEYS: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  ephemeralContainers: ['name'],
  env: ['name'],
  hostAliases: ['ip'],
  imagePullSecrets: ['name'],
  initContainers: ['name'],
  ports: ['containerPort', 'port'],
  secrets: ['name'],
  topologySpreadConstraints: ['topologyKey'],
  volumeDevices: ['devicePath'],
  volumeMounts: ['mountPath'],
  volumes: ['name'],
};

/**
 * Merges a part of an object into it as kubectl does: maps key by key, and lists whose elements have an identity element
 * by element.
 *
 * @returns a new object; `target` is unchanged
 * @throws PatchError for a directive that is not supported
 */
export function mergeStrategically(target: ValueMap, patch: ValueMap): Record<string, unknown> {
  refuseDirectives(patch);
  if (patch['$patch'] === 'replace') return withoutDirective(patch);
  const merged: Record<string, unknown> = { ...target };
  for (const [key, value] of Object.entries(withoutDirective(patch))) {
    if (value === null || (isMap(value) && value['$patch'] === 'delete')) delete merged[key];
    else merged[key] = mergeValue(key, merged[key], value);
  }
  return merged;
}

function mergeValue(key: string, before: unknown, patch: unknown): unknown {
  if (isMap(patch)) return mergeStrategically(isMap(before) ? before : {}, patch);
  if (!Array.isArray(patch)) return patch;
  return mergeLists(key, Array.isArray(before) ? before : [], patch);
}

function mergeLists(key: string, before: readonly unknown[], patch: readonly unknown[]): readonly unknown[] {
  const elements = patch.filter((one) => !isMap(one) || Object.keys(one).join() !== '$patch');
  const replaces = elements.length < patch.length;
  const identity = replaces ? undefined : findIdentity(key, [...before, ...elements]);
  if (identity === undefined) return elements.map((one) => (isMap(one) ? mergeStrategically({}, one) : one));
  const merged = [...before];
  for (const element of elements as readonly ValueMap[]) {
    const index = merged.findIndex((one) => (one as ValueMap)[identity] === element[identity]);
    if (element['$patch'] === 'delete') {
      if (index >= 0) merged.splice(index, 1);
    } else if (index >= 0) merged[index] = mergeStrategically(merged[index] as ValueMap, element);
    else merged.push(mergeStrategically({}, element));
  }
  return merged;
}

/** Undefined for a list that a patch replaces as a whole. */
function findIdentity(key: string, elements: readonly unknown[]): string | undefined {
  const keys = Object.hasOwn(MERGE_KEYS, key) ? (MERGE_KEYS[key] ?? []) : [];
  return keys.find((one) => elements.every((element) => isMap(element) && element[one] !== undefined));
}

const SUPPORTED = ['delete', 'replace', 'merge'];

function refuseDirectives(patch: ValueMap): void {
  for (const key of Object.keys(patch)) {
    if (!key.startsWith('$')) continue;
    const value = patch[key];
    if (key === '$patch' && typeof value === 'string' && SUPPORTED.includes(value)) continue;
    throw new PatchError(`the directive "${key}" is not supported`);
  }
}

function withoutDirective(patch: ValueMap): Record<string, unknown> {
  return Object.fromEntries(Object.entries(patch).filter(([key]) => key !== '$patch'));
}

function isMap(value: unknown): value is ValueMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { isSameValue, formatValue } from './values';

/** A field of a live object that differs from its manifest. */
export interface ObjectDifference {
  /** `spec.ports[web].port` */
  readonly path: string;
  readonly found: string;
  readonly planned: string;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * The fields of a manifest that differ in the live object. Fields that only the live object has are ignored: defaults,
 * status, and what controllers add. Lists of named items are compared by name, as the API server merges them.
 */
export function findDifferences(planned: unknown, found: unknown): readonly ObjectDifference[] {
  return compareAt(planned, found, []);
}

/** @param path names of fields and positions in lists, `[web]` or `[0]` */
function compareAt(planned: unknown, found: unknown, path: readonly string[]): readonly ObjectDifference[] {
  if (isMap(planned)) {
    const live = isMap(found) ? found : {};
    return Object.entries(planned).flatMap(([key, value]) => compareAt(value, live[key], [...path, key]));
  }
  if (Array.isArray(planned) && planned.some(isMap)) return compareLists(planned, found, path);
  if (Array.isArray(planned)) return compareScalarLists(planned, found, path);
  const same = isSameValue(planned, found, path);
  return same ? [] : [{ path: formatPath(path), found: formatValue(found), planned: formatValue(planned) }];
}

/** Only the items that differ, where the lists have the same order otherwise: argument lists are long. */
function compareScalarLists(
  planned: readonly unknown[],
  found: unknown,
  path: readonly string[],
): readonly ObjectDifference[] {
  if (isSameList(planned, found, path)) return [];
  const live: readonly unknown[] = Array.isArray(found) ? found : [];
  const added = live.filter((one) => !planned.some((other) => isSameValue(other, one, path)));
  const removed = planned.filter((one) => !live.some((other) => isSameValue(one, other, path)));
  const isReordered = added.length + removed.length === 0 || live.length === 0;
  return [
    {
      path: formatPath(path),
      found: isReordered ? formatValue(found) : formatItems(added),
      planned: isReordered ? formatValue(planned) : formatItems(removed),
    },
  ];
}

function formatItems(items: readonly unknown[]): string {
  return items.length === 0 ? 'not set' : items.map(formatValue).join(', ');
}

/** Compares lists of scalars in order. */
function isSameList(planned: readonly unknown[], found: unknown, path: readonly string[]): boolean {
  const live: readonly unknown[] = Array.isArray(found) ? found : [];
  return planned.length === live.length && planned.every((one, index) => isSameValue(one, live[index], path));
}

/** Items without names are compared by position. */
function compareLists(
  planned: readonly unknown[],
  found: unknown,
  path: readonly string[],
): readonly ObjectDifference[] {
  if (planned.every(isNamed) && areUnique(planned)) return compareByName(planned, found, path);
  const live: readonly unknown[] = Array.isArray(found) ? found : [];
  const length = Math.max(planned.length, live.length);
  return Array.from({ length }, (_, index) => {
    const position = [...path, `[${index}]`];
    if (index < planned.length) return compareAt(planned[index], live[index], position);
    return [{ path: formatPath(position), found: formatValue(live[index]), planned: 'not set' }];
  }).flat();
}

interface Named {
  readonly name: string;
}

/** Names may repeat: a volume can be mounted twice. */
function areUnique(list: readonly Named[]): boolean {
  return new Set(list.map(({ name }) => name)).size === list.length;
}

function compareByName(
  planned: readonly Named[],
  found: unknown,
  path: readonly string[],
): readonly ObjectDifference[] {
  const live = Array.isArray(found) ? found.filter(isNamed) : [];
  const names = new Set(planned.map(({ name }) => name));
  const surplus = live.filter(({ name }) => !names.has(name));
  return [
    ...planned.flatMap((one) => {
      const position = [...path, `[${one.name}]`];
      const same = live.find(({ name }) => name === one.name);
      return same === undefined
        ? [{ path: formatPath(position), found: 'not set', planned: 'set' }]
        : compareAt(one, same, position);
    }),
    ...surplus.map(({ name }) => ({
      ...{ path: formatPath([...path, `[${name}]`]), found: 'set', planned: 'not set' },
    })),
  ];
}

function formatPath(path: readonly string[]): string {
  return path.join('.').replaceAll('.[', '[');
}

function isNamed(value: unknown): value is Named {
  return isMap(value) && typeof value['name'] === 'string';
}

function isMap(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { isSameValue, valueText } from './same-value';

/** Where a live object is not what was written. */
export interface Difference {
  /** `spec.ports[web].port` */
  readonly path: string;
  readonly found: string;
  readonly planned: string;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * What was written and is not so. What others have added is nobody's business: defaults, states, what controllers note.
 * Lists of named things are compared by name, as the API server merges them.
 */
export function differences(planned: unknown, found: unknown): readonly Difference[] {
  return differencesAt(planned, found, []);
}

/** @param path names of fields, and places of lists, `[web]` or `[0]` */
function differencesAt(planned: unknown, found: unknown, path: readonly string[]): readonly Difference[] {
  if (isMap(planned)) {
    const live = isMap(found) ? found : {};
    return Object.entries(planned).flatMap(([key, value]) => differencesAt(value, live[key], [...path, key]));
  }
  if (Array.isArray(planned) && planned.some(isMap)) return listDifferences(planned, found, path);
  const same = Array.isArray(planned) ? areSame(planned, found, path) : isSameValue(planned, found, path);
  return same ? [] : [{ path: pathText(path), found: valueText(found), planned: valueText(planned) }];
}

/** Lists of plain values, in their order. */
function areSame(planned: readonly unknown[], found: unknown, path: readonly string[]): boolean {
  const live: readonly unknown[] = Array.isArray(found) ? found : [];
  return planned.length === live.length && planned.every((one, index) => isSameValue(one, live[index], path));
}

/** Things without names are the same where they stand. */
function listDifferences(
  planned: readonly unknown[],
  found: unknown,
  path: readonly string[],
): readonly Difference[] {
  if (planned.every(isNamed) && areUnique(planned)) return namedDifferences(planned, found, path);
  const live: readonly unknown[] = Array.isArray(found) ? found : [];
  const length = Math.max(planned.length, live.length);
  return Array.from({ length }, (_, index) => {
    const place = [...path, `[${index}]`];
    if (index < planned.length) return differencesAt(planned[index], live[index], place);
    return [{ path: pathText(place), found: valueText(live[index]), planned: 'nothing' }];
  }).flat();
}

interface Named {
  readonly name: string;
}

/** One volume may be mounted twice. */
function areUnique(list: readonly Named[]): boolean {
  return new Set(list.map(({ name }) => name)).size === list.length;
}

function namedDifferences(
  planned: readonly Named[],
  found: unknown,
  path: readonly string[],
): readonly Difference[] {
  const live = Array.isArray(found) ? found.filter(isNamed) : [];
  const names = new Set(planned.map(({ name }) => name));
  const surplus = live.filter(({ name }) => !names.has(name));
  return [
    ...planned.flatMap((one) => {
      const place = [...path, `[${one.name}]`];
      const same = live.find(({ name }) => name === one.name);
      return same === undefined
        ? [{ path: pathText(place), found: 'nothing', planned: 'there' }]
        : differencesAt(one, same, place);
    }),
    ...surplus.map(({ name }) => ({
      ...{ path: pathText([...path, `[${name}]`]), found: 'there', planned: 'nothing' },
    })),
  ];
}

function pathText(path: readonly string[]): string {
  return path.join('.').replaceAll('.[', '[');
}

function isNamed(value: unknown): value is Named {
  return isMap(value) && typeof value['name'] === 'string';
}

function isMap(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

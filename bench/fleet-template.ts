/** Where in a cluster's objects a value stands: the object's position, then keys and positions. */
export type ValuePath = readonly [object: number, ...path: (string | number)[]];

/** Objects of a fleet as those who write charts by hand would hold them: once, with what differs taken out. */
export interface FleetTemplate {
  /** One cluster's objects. */
  readonly objects: readonly object[];
  /** What is not the same in every cluster, in the order of the objects. */
  readonly differing: readonly ValuePath[];
}

/** Finds what differs between clusters; all have the same objects in the same order. */
export function fleetTemplate(clusters: readonly (readonly object[])[]): FleetTemplate {
  const [objects = [], ...others] = clusters;
  const differing = new Map<string, ValuePath>();
  for (const other of others) {
    if (other.length !== objects.length) throw new Error('the clusters of a fleet have different objects');
    objects.forEach((object, index) => {
      for (const path of differingPaths(object, other[index])) {
        differing.set(JSON.stringify([index, ...path]), [index, ...path]);
      }
    });
  }
  const paths = [...differing.values()].sort(([a], [b]) => a - b);
  return { objects, differing: paths.filter((path) => !paths.some((other) => isInside(path, other))) };
}

/** What is inside of something that differs as a whole differs with it. */
function isInside(path: ValuePath, other: ValuePath): boolean {
  return other.length < path.length && other.every((key, index) => key === path[index]);
}

/** The smallest parts of two values that are not the same. */
function differingPaths(one: unknown, other: unknown): (string | number)[][] {
  if (one === other) return [];
  if (!isKeyed(one) || !isKeyed(other) || !haveSameKeys(one, other)) return [[]];
  return Object.keys(one).flatMap((key) =>
    differingPaths(one[key], other[key]).map((path) => [Array.isArray(one) ? Number(key) : key, ...path]),
  );
}

/** A map or a list. */
type Keyed = Readonly<Record<string, unknown>>;

function isKeyed(value: unknown): value is Keyed {
  return typeof value === 'object' && value !== null;
}

function haveSameKeys(one: Keyed, other: Keyed): boolean {
  const keys = Object.keys(one);
  return (
    Array.isArray(one) === Array.isArray(other) &&
    keys.length === Object.keys(other).length &&
    keys.every((key) => key in other)
  );
}

/** The values of one cluster at the places that differ. */
export function valuesOf(objects: readonly object[], { differing }: FleetTemplate): readonly unknown[] {
  return differing.map((path) => valueAt(objects, path));
}

function valueAt(root: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Keyed)[key], root);
}

/** The template's objects with something else at the places that differ. */
export function withPlaceholders(
  { objects, differing }: FleetTemplate,
  placeholder: (index: number) => string,
): readonly object[] {
  const copy = structuredClone(objects) as unknown[];
  differing.forEach((path, index) => {
    const parent = valueAt(copy, path.slice(0, -1)) as Record<string | number, unknown>;
    parent[path[path.length - 1] as string | number] = placeholder(index);
  });
  return copy as object[];
}

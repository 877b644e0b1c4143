/** The values of a chart. A key with `null` removes the chart's default. */
export interface Values {
  readonly [key: string]: unknown;
}

/** The values without keys that are undefined or have an empty object. */
export function dropEmptyValues(values: Values): Values {
  const entries = Object.entries(values).map(
    ([key, value]) => [key, isTree(value) ? dropEmptyValues(value) : value] as const,
  );
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined && !isEmptyTree(value)));
}

/** The values in which each path has its value; later paths override earlier ones. */
export function nestValues(leaves: readonly (readonly [path: readonly string[], value: unknown])[]): Values {
  return leaves.reduce((tree, [path, value]) => mergeValues(tree, branch(path, value)), {} as Values);
}

/** Merged values; where both have a value, that of `over` applies. */
export function mergeValues(under: Values, over: Values): Values {
  const result: Record<string, unknown> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const before = result[key];
    result[key] = isTree(before) && isTree(value) ? mergeValues(before, value) : value;
  }
  return result;
}

/** The values with those of `further` that they do not have, behind their own. */
export function mergeMissing(values: Values, further: Values): Values {
  const result: Record<string, unknown> = { ...values };
  for (const [key, value] of Object.entries(further)) {
    const own = result[key];
    if (isTree(own) && isTree(value)) result[key] = mergeMissing(own, value);
    else if (own === undefined) result[key] = value;
  }
  return result;
}

function branch([key, ...rest]: readonly string[], value: unknown): Values {
  if (key === undefined) throw new Error('A value needs a path of at least one key.');
  return { [key]: rest.length === 0 ? value : branch(rest, value) };
}

function isTree(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmptyTree(value: unknown): boolean {
  return isTree(value) && Object.keys(value).length === 0;
}

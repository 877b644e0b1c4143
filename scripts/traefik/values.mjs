/**
 * The keys of each map of the values that accepts no others, as `path key`; the path of the values themselves is `.`. Charts
 * before 39 accept any key of the values themselves, and ignore those that they do not have.
 */
export function readClosedMaps(schema) {
  const rows = [];
  const walk = (node, path) => {
    const { properties = {}, additionalProperties } = resolve(node, schema);
    const keys = Object.keys(properties);
    if (additionalProperties === false || path.length === 0)
      rows.push(...keys.map((key) => `${path.join('.') || '.'} ${key}`));
    for (const key of keys) walk(properties[key], [...path, key]);
    if (typeof additionalProperties === 'object') walk(additionalProperties, [...path, '*']);
  };
  walk(schema, []);
  return rows.sort();
}

function resolve(node, schema) {
  if (node.$ref === undefined) return node;
  const target = node.$ref
    .split('/')
    .slice(1)
    .reduce((one, key) => one[key], schema);
  return { ...target, ...node };
}

import type { JSONSchema } from 'zod/v4/core';

type Schema = JSONSchema.BaseSchema;

/** Keys that describe one place of a shared schema. They stay beside its `$ref`. */
const ANNOTATIONS = ['description', 'default', 'examples'];

/** A schema that is shorter than this as JSON is repeated. */
const SHORTEST = 200;

/** A schema without its annotations, and how many places of the result would have it. */
interface CountedSchema {
  /** The key that has it first; the entries of a list have none of their own. */
  readonly key: string | undefined;
  readonly schema: Schema;
  readonly uses: number;
}

/**
 * The same schema with `$defs`: what several keys have in common, such as the affinity of pods, is defined once. An editor
 * reads less than half of the text, and finds the same keys and descriptions.
 */
export function shareDefinitions(schema: Schema): Schema {
  const shared = listShared(schema);
  const replace = (part: Schema): Schema => {
    const { annotations, rest } = separate(part);
    const name = shared.get(JSON.stringify(rest))?.name;
    return name === undefined ? mapParts(part, replace) : { $ref: `#/$defs/${name}`, ...annotations };
  };
  const definitions = [...shared.values()]
    .map((one) => [one.name, mapParts(one.schema, replace)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...mapParts(schema, replace), $defs: Object.fromEntries(definitions) };
}

/** The schemas that several places have, by their text. Each is named by the key that has it first. */
function listShared(schema: Schema): ReadonlyMap<string, { readonly name: string; readonly schema: Schema }> {
  const counted = new Map<string, CountedSchema>();
  countUses(schema, undefined, counted);
  const names = new Set<string>();
  const shared = [...counted].filter(([, { uses }]) => uses > 1);
  return new Map(
    shared.map(([text, one]) => {
      const name = findFreeName(one.key ?? 'entry', names);
      names.add(name);
      return [text, { name, schema: one.schema }];
    }),
  );
}

/** Counts the uses of every schema that is long enough; what is inside of one counts once. */
function countUses(schema: Schema, key: string | undefined, counted: Map<string, CountedSchema>): void {
  const { rest } = separate(schema);
  const text = JSON.stringify(rest);
  const known = counted.get(text);
  if (known !== undefined) {
    counted.set(text, { ...known, key: known.key ?? key, uses: known.uses + 1 });
    return;
  }
  if (text.length >= SHORTEST) counted.set(text, { key, schema: rest, uses: 1 });
  mapParts(schema, (part, name) => {
    countUses(part, name, counted);
    return part;
  });
}

function findFreeName(name: string, names: ReadonlySet<string>): string {
  if (!names.has(name)) return name;
  let number = 2;
  while (names.has(`${name}${number}`)) number += 1;
  return `${name}${number}`;
}

function separate(schema: Schema): { readonly annotations: Schema; readonly rest: Schema } {
  const entries = Object.entries(schema);
  return {
    annotations: Object.fromEntries(entries.filter(([key]) => ANNOTATIONS.includes(key))),
    rest: Object.fromEntries(entries.filter(([key]) => !ANNOTATIONS.includes(key))),
  };
}

/** A copy of a schema with other parts; `key` is the name of a property. */
function mapParts(schema: Schema, map: (part: Schema, key?: string) => Schema): Schema {
  const copy = { ...schema };
  const { properties, items, anyOf, additionalProperties } = schema;
  if (properties !== undefined)
    copy.properties = Object.fromEntries(
      Object.entries(properties).map(([key, part]) => [key, map(part as Schema, key)]),
    );
  if (items !== undefined) copy.items = map(items as Schema);
  if (anyOf !== undefined) copy.anyOf = anyOf.map((part) => map(part));
  if (typeof additionalProperties === 'object') copy.additionalProperties = map(additionalProperties);
  return copy;
}

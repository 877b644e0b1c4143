import type { $ZodType, JSONSchema } from 'zod/v4/core';
import * as z from 'zod';
import { isRequired } from './inspect';
import { profileSchema } from './profile';
import { ONE_OR_MANY } from './scalars';
import { shareDefinitions } from './share-definitions';

/** A schema of JSON Schema 2020-12. */
type Schema = JSONSchema.BaseSchema;

/** What editors check a profile against and complete its keys by, made from what the loader itself goes by. */
export function buildProfileJsonSchema(): Schema {
  const { $schema, ...schema } = buildWholeJsonSchema();
  const { partial, lacking } = split(schema);
  // A key that the profile lacks may be in the file that it extends.
  const rest = { ...partial, if: { required: ['extends'] }, else: lacking };
  return shareDefinitions({ $schema, title: 'k3s-netstack profile', ...rest });
}

/** The same for a file that profiles extend: any part of a profile. */
export function buildBaseJsonSchema(): Schema {
  const { $schema, ...schema } = buildWholeJsonSchema();
  const { properties = {}, ...partial } = split(schema).partial;
  const own = Object.fromEntries(Object.entries(properties).filter(([key]) => key !== 'extends'));
  const description = 'What k3s clusters have in common: any part of a profile.';
  return shareDefinitions({ $schema, title: 'k3s-netstack base', ...partial, properties: own, description });
}

/** The schema in one piece: every map with the keys that it requires. */
export function buildWholeJsonSchema(): Schema {
  return z.toJSONSchema(profileSchema, { io: 'input', override });
}

function override({ zodSchema, jsonSchema }: { zodSchema: $ZodType; jsonSchema: Schema }): void {
  if (jsonSchema[ONE_OR_MANY] === true) allowOne(jsonSchema);
  if (zodSchema instanceof z.ZodObject) requireKeys(zodSchema, jsonSchema);
}

/** One value may stand for a list of it, which is all that the library sees. */
function allowOne(schema: Schema): void {
  const { type, items, minItems } = schema;
  for (const key of [ONE_OR_MANY, 'type', 'items', 'minItems']) delete schema[key];
  schema.anyOf = [items as Schema, { type, items, minItems }];
}

/** A key that takes one for a list is to the library one that may be missing. */
function requireKeys(schema: z.ZodObject, jsonSchema: Schema): void {
  const required = Object.entries(schema.shape).filter(([, value]) => isRequired(value as $ZodType));
  delete jsonSchema.required;
  if (required.length > 0) jsonSchema.required = required.map(([key]) => key);
}

/** Takes apart what maps may hold and what they must; lists are never merged, so theirs stay whole. */
function split(schema: Schema): { readonly partial: Schema; readonly lacking: Schema | undefined } {
  const { required, properties, ...rest } = schema;
  if (properties === undefined) return { partial: schema, lacking: undefined };
  const parts = Object.entries(properties).map(([key, value]) => [key, split(value as Schema)] as const);
  const partial = {
    ...rest,
    properties: Object.fromEntries(parts.map(([key, part]) => [key, part.partial])),
  };
  const below = parts.flatMap(([key, { lacking }]) =>
    lacking === undefined ? [] : [[key, lacking] as const],
  );
  if (required === undefined && below.length === 0) return { partial, lacking: undefined };
  const lacking = {
    ...(required && { required }),
    ...(below.length > 0 && { properties: Object.fromEntries(below) }),
  };
  return { partial, lacking };
}

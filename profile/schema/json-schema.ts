import type { $ZodType, JSONSchema } from 'zod/v4/core';
import { z } from 'zod';
import { isRequired } from './inspect';
import { profileSchema } from './profile';
import { ONE_OR_MANY } from './scalars';

/** A schema of JSON Schema 2020-12. */
type Schema = JSONSchema.BaseSchema;

/** What editors check a profile against and complete its keys by, made from what the loader itself goes by. */
export function profileJsonSchema(): Schema {
  const { $schema, ...schema } = z.toJSONSchema(profileSchema, { io: 'input', override });
  return { $schema, title: 'k3s-netstack profile', ...schema };
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

import * as z from 'zod';
import type { $ZodType } from 'zod/v4/core';
import { bare } from './inspect';

/** Values that a key once took or that belong elsewhere, each with what to do instead. */
type Replacements = Readonly<Record<string, string>>;

const registry = z.registry<{ readonly replacements: Replacements }>();

/** Teaches a choice what to say to who writes a value of yesterday. */
export function withReplacements<S extends z.ZodEnum>(schema: S, replacements: Replacements): S {
  registry.add(schema, { replacements });
  return schema;
}

/** What to do instead of `value`, if there is something to be said. */
export function findReplacement(schema: $ZodType, value: unknown): string | undefined {
  const replacements = registry.get(bare(schema))?.replacements ?? {};
  return typeof value === 'string' && Object.hasOwn(replacements, value) ? replacements[value] : undefined;
}

import type { $ZodType } from 'zod/v4/core';
import * as z from 'zod';
import type { ProfilePath } from '../../diagnostics';

/** What a schema takes, without what may be left out or is converted on the way in. */
export function bare(schema: $ZodType): $ZodType {
  for (let inner = schema; ;) {
    if (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault || inner instanceof z.ZodPrefault) {
      inner = inner.def.innerType;
    } else if (inner instanceof z.ZodPipe) {
      inner = inner.def.in instanceof z.ZodTransform ? inner.def.out : inner.def.in;
    } else {
      return inner;
    }
  }
}

/** The keys of a map's schema, with what each takes; none if it is not a map of known keys. */
export function shapeOf(schema: $ZodType | undefined): Readonly<Record<string, $ZodType>> {
  const inner = schema && bare(schema);
  return inner instanceof z.ZodObject ? inner.shape : {};
}

/** What the place of a profile takes. */
export function schemaAt(root: $ZodType, path: ProfilePath): $ZodType | undefined {
  let schema: $ZodType | undefined = root;
  for (const key of path) {
    const inner: $ZodType | undefined = schema && bare(schema);
    if (inner instanceof z.ZodArray && typeof key === 'number') schema = inner.element;
    else if (inner instanceof z.ZodRecord) schema = inner.valueType;
    else schema = shapeOf(inner)[key];
  }
  return schema;
}

/** Whether a map has to have a key of this schema. */
export function isRequired(schema: $ZodType): boolean {
  return !(
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  );
}

/** A value that a schema accepts, as a profile writes it. */
export function exampleOf(schema: $ZodType): string | undefined {
  const inner = bare(schema);
  const [example] = examplesOf(schema) ?? examplesOf(inner) ?? [];
  if (example !== undefined) return example;
  const [choice] = choicesOf(schema);
  if (choice !== undefined) return choice;
  if (inner instanceof z.ZodArray) {
    const element = exampleOf(inner.element);
    return element === undefined ? undefined : isOneOrMany(schema) ? element : `[${element}]`;
  }
  return inner instanceof z.ZodObject ? exampleMap(inner) : undefined;
}

/** The values that a schema takes, where it takes only some. */
export function choicesOf(schema: $ZodType): readonly string[] {
  const inner = bare(schema);
  return inner instanceof z.ZodEnum || inner instanceof z.ZodLiteral
    ? [...inner._zod.values].map(String)
    : [];
}

function exampleMap(schema: z.ZodObject): string | undefined {
  const required = Object.entries(schema.shape as Record<string, $ZodType>).filter(([, one]) =>
    isRequired(one),
  );
  return required.length === 0
    ? undefined
    : `{ ${required.map(([key, one]) => `${key}: ${exampleOf(one) ?? '…'}`).join(', ')} }`;
}

function examplesOf(schema: $ZodType): readonly string[] | undefined {
  return z.globalRegistry.get(schema)?.examples as readonly string[] | undefined;
}

/** Whether one value may stand for a list of it. */
function isOneOrMany(schema: $ZodType): boolean {
  const inner = isRequired(schema) ? schema : (schema as z.ZodOptional<$ZodType>).def.innerType;
  return inner instanceof z.ZodPipe && inner.def.in instanceof z.ZodTransform;
}

import type { $ZodRawIssue } from 'zod/v4/core';
import type { Path } from '../../network';
import { nearest } from '../../network';

/** A value that is not what its key takes. */
export interface SchemaProblem {
  readonly rule: 'unknown-key' | 'missing-key' | 'invalid-value';
  /** The value's place; for an unknown key, the key's. */
  readonly path: Path;
  /** Continues a sentence that begins with the quoted value, where there is one. */
  readonly message: string;
  readonly hint: string;
  /** Places whose values cannot be relied on because of this. */
  readonly unparsed: readonly Path[];
}

/** Says in our words what the schema library found. */
export function schemaProblems(issue: $ZodRawIssue): readonly SchemaProblem[] {
  const path = (issue.path ?? []).filter((key) => typeof key !== 'symbol');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownKey(path, key, knownKeys(issue.inst)));
  }
  if ((issue.code === 'invalid_type' || issue.code === 'invalid_value') && issue.input === undefined) {
    const expected =
      issue.code === 'invalid_type'
        ? (EXPECTED[issue.expected] ?? issue.expected)
        : issue.values.join(' or ');
    const key = path[path.length - 1] ?? '';
    return [
      {
        rule: 'missing-key',
        path: path.slice(0, -1),
        message: `the key "${key}" is missing`,
        hint: `Add it: ${key}: <${expected}>.`,
        unparsed: [path],
      },
    ];
  }
  return [{ rule: 'invalid-value', path, ...wordsFor(issue), unparsed: [path] }];
}

function unknownKey(path: Path, key: string, known: readonly string[]): SchemaProblem {
  const near = nearest(key, known);
  return {
    rule: 'unknown-key',
    path: [...path, key],
    message: `there is no key "${key}" here`,
    hint: near ? `Did you mean "${near}"?` : `Known keys: ${known.join(', ')}.`,
    // Whoever misspelt a key did set it: its default is not what he wants.
    unparsed: near ? [[...path, near]] : [],
  };
}

function knownKeys(schema: unknown): readonly string[] {
  const shape = (schema as { _zod?: { def?: { shape?: object } } } | undefined)?._zod?.def?.shape;
  return Object.keys(shape ?? {});
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'number',
  int: 'whole number',
  boolean: 'true or false',
  array: 'list',
  object: 'map',
  record: 'map',
};

function wordsFor(issue: $ZodRawIssue): { message: string; hint: string } {
  switch (issue.code) {
    case 'custom':
      return {
        message: String(issue.message),
        hint: String((issue.params as { hint?: string } | undefined)?.hint ?? ''),
      };
    case 'invalid_type':
      return wordsForType(issue.expected, issue.input);
    case 'invalid_value':
      return wordsForChoice(issue.values.map(String), issue.input);
    case 'invalid_format':
      return { message: `is not ${messageOf(issue)}`, hint: exampleOf(issue.inst) };
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int'
        ? { message: `is less than ${issue.minimum}`, hint: `Write a whole number from ${issue.minimum} on.` }
        : { message: 'is empty', hint: 'Write at least one, or leave the key out.' };
    case 'too_big':
      return {
        message: `is more than ${issue.maximum}`,
        hint: `Write a whole number up to ${issue.maximum}.`,
      };
    default:
      return {
        message: `is not what this key takes (${issue.code ?? 'unknown'})`,
        hint: 'See profiles/example.yaml.',
      };
  }
}

/** The first example that the key's own description gives. */
function exampleOf(schema: unknown): string {
  const meta = (schema as { meta?: () => { examples?: unknown[] } | undefined } | undefined)?.meta?.();
  const example = meta?.examples?.[0];
  return example === undefined ? 'See profiles/example.yaml.' : `For example: ${JSON.stringify(example)}.`;
}

function messageOf(issue: $ZodRawIssue): string {
  const schema = issue.inst as { _zod?: { def?: { error?: (issue: unknown) => string } } } | undefined;
  if (typeof issue.message === 'string') return issue.message;
  return schema?._zod?.def?.error?.(issue) ?? 'of the right form';
}

function wordsForType(expected: string, input: unknown): { message: string; hint: string } {
  const wanted = EXPECTED[expected] ?? expected;
  if (input === null)
    return { message: 'there is no value', hint: `Write a ${wanted}, or leave the key out.` };
  if (expected === 'string' && typeof input !== 'object') {
    return {
      message: `is read as ${aOrAn(typeof input)}, and a text is expected`,
      hint: `Put it in quotes.`,
    };
  }
  return {
    message: `is ${describe(input)}, and ${article(wanted)} is expected`,
    hint: `Write ${article(wanted)}.`,
  };
}

function wordsForChoice(values: readonly string[], input: unknown): { message: string; hint: string } {
  const near = typeof input === 'string' ? nearest(input, values) : undefined;
  const choice = values.length === 1 ? `Write ${values[0]}.` : `Write one of ${values.join(', ')}.`;
  return { message: 'is not a value of this key', hint: near ? `Did you mean "${near}"? ${choice}` : choice };
}

function describe(input: unknown): string {
  if (Array.isArray(input)) return 'a list';
  return typeof input === 'object' ? 'a map' : aOrAn(typeof input === 'string' ? 'text' : typeof input);
}

function aOrAn(type: string): string {
  return `a ${type}`;
}

function article(wanted: string): string {
  return wanted === 'true or false' ? wanted : `a ${wanted}`;
}

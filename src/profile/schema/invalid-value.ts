import * as z from 'zod';
import type { $ZodRawIssue, $ZodType } from 'zod/v4/core';
import { findNearest, quoteText } from '../../diagnostics';
import { bare, choicesOf, exampleOf, isRequired, shapeOf } from './inspect';
import { findReplacement } from './replaced-values';
import type { Wording } from './schema-problem';

/** What a value should be, by the schema library's word for it. */
const WANTED: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a whole number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
};

/**
 * What is wrong with a value, and what to write.
 *
 * @param schema what its key takes
 */
export function describeInvalidValue(issue: $ZodRawIssue, schema: $ZodType): Wording {
  switch (issue.code) {
    case 'custom':
      return {
        message: String(issue.message),
        hint: String((issue.params as { hint?: string } | undefined)?.hint ?? ''),
      };
    case 'invalid_type':
      return wordsForType(issue.expected, issue.input, schema);
    case 'invalid_value':
      return wordsForChoice(issue.input, schema);
    case 'invalid_format':
      return wordsForFormat(issue, schema);
    case 'too_small':
    case 'too_big':
      if (typeof issue.input === 'number') return wordsForNumber(schema);
      return issue.code === 'too_big' ? wordsForLong(issue) : wordsForEmpty(schema);
    default:
      return { message: 'is not what this key takes', hint: hintFor(schema) };
  }
}

function wordsForType(expected: string, input: unknown, schema: $ZodType): Wording {
  const wanted = WANTED[expected] ?? expected;
  if (input === null) {
    return { message: 'there is no value', hint: `Write ${wanted}${orLeaveOut(schema)}.` };
  }
  if (expected === 'string' && typeof input !== 'object') return wordsForText(input, schema);
  if (expected === 'int' && typeof input === 'number') {
    return { message: 'is not a whole number', hint: hintFor(schema) };
  }
  const message = `is ${kindOf(input)}, and ${wanted} is expected`;
  return { message, hint: suggestValue(input, schema) ?? hintFor(schema, `Write ${wanted}.`) };
}

/** A number or a boolean where a text is expected: what is wrong with it as a text, or else that it needs quotes. */
function wordsForText(input: unknown, schema: $ZodType): Wording {
  const result = z.safeParse(schema, writeValue(input));
  const issue = result.error?.issues[0];
  if (issue?.code === 'custom') {
    return { message: issue.message, hint: String((issue.params as { hint?: string } | undefined)?.hint) };
  }
  const hint = result.success ? `Put it in quotes: "${writeValue(input)}".` : hintFor(schema);
  return { message: `is read as a ${typeof input}, and a text is expected`, hint };
}

/** What the user meant by one word, a number in quotes or a missing dash. */
function suggestValue(input: unknown, schema: $ZodType): string | undefined {
  const inner = bare(schema);
  if (inner instanceof z.ZodObject) return mapMeantBy(input, inner);
  if (inner instanceof z.ZodArray && typeof input !== 'object')
    return `Write a list: [${writeValue(input)}].`;
  if (inner instanceof z.ZodNumber && typeof input === 'string' && /^\d+$/.test(input)) {
    return `Write it without quotes: ${input}.`;
  }
  return undefined;
}

/** `traefik: none` and `traefik: false` for `traefik: { mode: none }`. */
function mapMeantBy(input: unknown, schema: z.ZodObject): string | undefined {
  const words = input === false ? ['none', 'off'] : [writeValue(input)];
  for (const [key, value] of Object.entries(shapeOf(schema))) {
    const choice = choicesOf(value).find((one) => words.includes(one));
    if (choice !== undefined) return `Write { ${key}: ${choice} }.`;
  }
  return undefined;
}

function wordsForChoice(input: unknown, schema: $ZodType): Wording {
  const values = choicesOf(schema);
  const replacement = findReplacement(schema, input);
  if (replacement !== undefined) return { message: 'is not a value of this key', hint: replacement };
  const near = typeof input === 'string' ? findNearest(input, values) : undefined;
  const choice = values.length === 1 ? `Write ${values[0]}.` : `Write one of ${values.join(', ')}.`;
  const message = input === null ? 'there is no value' : 'is not a value of this key';
  return { message, hint: near ? `Did you mean "${near}"? ${choice}` : choice };
}

function wordsForFormat(issue: $ZodRawIssue<z.core.$ZodIssueInvalidStringFormat>, schema: $ZodType): Wording {
  const pattern = issue.pattern === undefined ? undefined : patternOf(issue.pattern);
  const near = pattern && listTidiedForms(writeValue(issue.input)).find((text) => pattern.test(text));
  return {
    message: `is not ${issue.message ?? formOf(issue)}`,
    hint: near ? `Did you mean ${quoteText(near)}?` : hintFor(schema),
  };
}

/** A pattern as the schema library reports it: the text of a literal. */
function patternOf(literal: string): RegExp {
  return new RegExp(literal.slice(1, literal.lastIndexOf('/')), literal.slice(literal.lastIndexOf('/') + 1));
}

/** The form that a check names as its error, as `text` in scalars.ts does. */
function formOf(issue: $ZodRawIssue): string {
  const check = issue.inst as { readonly _zod?: { readonly def?: { readonly error?: unknown } } } | undefined;
  const error = check?._zod?.def?.error;
  return typeof error === 'function'
    ? String((error as (issue: $ZodRawIssue) => unknown)(issue))
    : 'of that form';
}

/** The same text without what is most often too much: capitals, spaces, underscores, a final dot. */
function listTidiedForms(text: string): readonly string[] {
  const plain = text.trim().toLowerCase().replace(/\.$/, '');
  return [plain, plain.replace(/[\s_]+/g, '-')];
}

function wordsForNumber(schema: $ZodType): Wording {
  const range = rangeOf(schema);
  return { message: `is not from ${range}`, hint: `Write a whole number from ${range}.` };
}

function rangeOf(schema: $ZodType): string {
  const { minValue, maxValue } = bare(schema) as z.ZodNumber;
  return `${minValue} to ${maxValue}`;
}

function wordsForLong({ input, maximum }: z.core.$ZodRawIssue<z.core.$ZodIssueTooBig>): Wording {
  const unit = Array.isArray(input) ? 'entries' : 'characters';
  const { length } = input as { readonly length: number };
  return {
    message: `${Array.isArray(input) ? 'the list has' : 'has'} ${length} ${unit}, and at most ${maximum} are allowed`,
    hint: 'A profile describes one cluster.',
  };
}

function wordsForEmpty(schema: $ZodType): Wording {
  const isList = bare(schema) instanceof z.ZodArray;
  return {
    message: isList ? 'the list is empty' : 'is empty',
    hint: `Write ${isList ? 'at least one' : 'a text'}${forExample(schema)}${orLeaveOut(schema)}.`,
  };
}

function hintFor(schema: $ZodType, otherwise = 'See profiles/example.yaml.'): string {
  const inner = bare(schema);
  if (inner instanceof z.ZodNumber) return `Write a whole number from ${rangeOf(schema)}.`;
  const example = exampleOf(schema);
  return example === undefined ? otherwise : `For example: ${formatExample(example)}.`;
}

function forExample(schema: $ZodType): string {
  const example = exampleOf(schema);
  return example === undefined ? '' : `, for example ${formatExample(example)}`;
}

/** Lists and maps as they are, texts in quotes. */
function formatExample(example: string): string {
  return /^[[{]/.test(example) ? example : `"${example}"`;
}

function orLeaveOut(schema: $ZodType): string {
  return isRequired(schema) ? '' : ', or leave the key out';
}

/** A scalar as text. */
function writeValue(input: unknown): string {
  return typeof input === 'string' ? input : JSON.stringify(input);
}

function kindOf(input: unknown): string {
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'object') return 'a map';
  return typeof input === 'string' ? 'a text' : `a ${typeof input}`;
}

import * as z from 'zod';
import type { $ZodType } from 'zod/v4/core';
import type { ProfilePath } from '../../diagnostics';
import { formatPath, findNearest, quoteText } from '../../diagnostics';
import { bare, shapeOf } from './inspect';
import { findFlagAdvice } from './k3s-flags';
import type { SchemaProblem } from './schema-problem';

/** Where to look for the meaning of a key that has none. */
interface Advice {
  readonly hint: string;
  /** The place that the user most likely meant. */
  readonly meant?: ProfilePath;
}

/**
 * A key that means nothing where it stands.
 *
 * @param root the schema of the whole profile
 * @param path the map's place
 * @param known the keys that the map takes
 */
export function describeUnknownKey(
  root: $ZodType,
  path: ProfilePath,
  key: string,
  known: readonly string[],
): SchemaProblem {
  const { hint, meant } = advice(root, path, key, known);
  return {
    rule: 'unknown-key',
    path: [...path, key],
    message: `there is no key ${quoteText(key)} here`,
    hint,
    // A misspelt key was set: rules must not assume its default.
    unparsed: meant ? [meant] : [],
  };
}

function advice(root: $ZodType, path: ProfilePath, key: string, known: readonly string[]): Advice {
  const here = namesake(key, known);
  if (here !== undefined) return { hint: `Did you mean "${here}"?`, meant: [...path, here] };
  const flag = path.length === 0 ? findFlagAdvice(camelCase(key)) : undefined;
  if (flag !== undefined) return { hint: flag.hint, ...(flag.path && { meant: flag.path }) };
  const near = longer(key, known) ?? findNearest(key, known);
  if (near !== undefined) return { hint: `Did you mean "${near}"?`, meant: [...path, near] };
  const elsewhere = placesOf(root, key);
  if (elsewhere.length > 0 && elsewhere.length <= MAX_PLACES) {
    return { hint: `Its place is ${elsewhere.join(' or ')}.` };
  }
  return { hint: `Known keys: ${known.join(', ')}.` };
}

/** More places than this are no help. */
const MAX_PLACES = 3;

/** `cluster-cidr`, `cluster_cidr` and `clusterCIDR` for `clusterCidr`: k3s's flags, and slips of the shift key. */
function namesake(key: string, known: readonly string[]): string | undefined {
  return known.find((one) => letters(one) === letters(key));
}

function letters(key: string): string {
  return key.replace(/[-_.\s]/g, '').toLowerCase();
}

function camelCase(key: string): string {
  return key.toLowerCase() === key
    ? key.replace(/[-_](.)/g, (_, letter: string) => letter.toUpperCase())
    : key;
}

/** The one key that the word is a part of, as "pools" is of "ipAddressPools". */
function longer(key: string, known: readonly string[]): string | undefined {
  const word = letters(key);
  const [only, second] = word.length < 4 ? [] : known.filter((one) => letters(one).includes(word));
  return second === undefined ? only : undefined;
}

const indexes = new WeakMap<$ZodType, ReadonlyMap<string, readonly string[]>>();

/** Where in a profile a key of this name has a meaning. */
function placesOf(root: $ZodType, key: string): readonly string[] {
  const index = indexes.get(root) ?? indexOf(root);
  indexes.set(root, index);
  return index.get(letters(key)) ?? [];
}

function indexOf(root: $ZodType): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>();
  for (const path of placesBelow(root, [])) {
    const name = letters(String(path.at(-1)));
    index.set(name, [...(index.get(name) ?? []), formatKeyPath(path)]);
  }
  return index;
}

function* placesBelow(schema: $ZodType, path: ProfilePath): Generator<ProfilePath> {
  const inner = bare(schema);
  if (inner instanceof z.ZodArray) yield* placesBelow(inner.element, [...path, 0]);
  for (const [key, value] of Object.entries(shapeOf(inner))) {
    yield [...path, key];
    yield* placesBelow(value, [...path, key]);
  }
}

/** `nodes[].nodeIp` */
function formatKeyPath(path: ProfilePath): string {
  return formatPath(path).replaceAll('[0]', '[]');
}

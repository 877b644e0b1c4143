import type { $ZodRawIssue } from 'zod/v4/core';
import type { ProfilePath } from '../../diagnostics';
import { formatPath, setPath } from '../../diagnostics';
import { Unparsed } from '../../evaluation/unparsed';
import { collectSchemaProblems } from './problems';
import type { Profile } from './profile';
import { profileSchema } from './profile';
import type { SchemaProblem } from './schema-problem';
import { UnparsedPaths } from './unparsed-paths';

/** What the values of a file are, as far as they are anything. */
export interface ParsedProfile {
  /** Reading a value that did not parse throws `Unparsed`. Objects know their places. */
  readonly profile: Profile;
  readonly problems: readonly SchemaProblem[];
}

/**
 * Checks values against the schema; what does not fit is reported and left out.
 *
 * @param unparsed places whose values cannot be relied on, whatever the schema says
 * @throws Unparsed if the profile as a whole is not one
 */
export function parseProfile(values: unknown, unparsed: readonly ProfilePath[] = []): ParsedProfile {
  const { value, issues } = run(values);
  const known = new Set(unparsed.map((path) => JSON.stringify(path)));
  const problems = collectSchemaProblems(profileSchema, issues).filter(
    ({ rule, path }) => rule === 'unknown-key' || !namesOf(path).some((name) => known.has(name)),
  );
  const places = UnparsedPaths.of([...unparsed, ...problems.flatMap((problem) => problem.unparsed)]);
  return { problems, profile: place(value, [], places) as Profile };
}

/** A value that may stand alone is to the schema the first of a list, and to the file what the list is. */
function namesOf(path: ProfilePath): readonly string[] {
  const names = path.at(-1) === 0 ? [path, path.slice(0, -1)] : [path];
  return names.map((name) => JSON.stringify(name));
}

/**
 * The schema library's own parser one step below `safeParse`, which throws away the good values beside a bad one.
 */
function run(values: unknown): { value: unknown; issues: $ZodRawIssue[] } {
  const result = profileSchema._zod.run({ value: values, issues: [] }, { async: false });
  if (result instanceof Promise) throw new Error('the profile schema has an asynchronous part');
  return result;
}

/** Copies the tree; every object learns its place, every unparsed value becomes one that throws when read. */
function place(value: unknown, path: ProfilePath, places: UnparsedPaths | undefined): unknown {
  if (places?.isUnparsed) throw new Unparsed(formatPath(path));
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return placeList(value, path, places);
  // The domain's own values are immutable and have no parts with places of their own.
  if (Object.getPrototypeOf(value) !== Object.prototype) return setPath(value, path);
  return placeMap(value as Record<string, unknown>, path, places);
}

/** The path is computed when it is read: most values have no problem. */
function placeAt(
  key: string | number,
  value: unknown,
  path: ProfilePath,
  places: UnparsedPaths | undefined,
): unknown {
  const isPlain = typeof value !== 'object' || value === null;
  return places === undefined && isPlain ? value : place(value, [...path, key], places?.at(key));
}

/** A list with an invalid element is invalid as a whole: a reader of the list could not see that one is missing. */
function placeList(
  values: readonly unknown[],
  path: ProfilePath,
  places: UnparsedPaths | undefined,
): unknown[] {
  return setPath(
    values.map((value, index) => placeAt(index, value, path, places)),
    path,
  );
}

function placeMap(
  values: Record<string, unknown>,
  path: ProfilePath,
  places: UnparsedPaths | undefined,
): object {
  const copy: Record<string, unknown> = {};
  for (const key of keysOf(values, places)) {
    try {
      copy[key] = placeAt(key, values[key], path, places);
    } catch (error) {
      if (!(error instanceof Unparsed)) throw error;
      defineUnparsed(copy, key, error);
    }
  }
  return setPath(copy, path);
}

/** The keys that are there, and those that should be and are not. */
function keysOf(values: object, places: UnparsedPaths | undefined): Iterable<string> {
  const keys = Object.keys(values);
  return places === undefined ? keys : new Set([...keys, ...places.keys]);
}

function defineUnparsed(map: object, key: string, error: Unparsed): void {
  Object.defineProperty(map, key, {
    enumerable: true,
    get() {
      throw error;
    },
  });
}

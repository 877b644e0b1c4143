import type { $ZodRawIssue } from 'zod/v4/core';
import type { Path } from '../../network';
import { placed, Unparsed } from '../../network';
import type { SchemaProblem } from './problems';
import { schemaProblems } from './problems';
import type { Profile } from './profile';
import { profileSchema } from './profile';

/** What the values of a file are, as far as they are anything. */
export interface ParsedProfile {
  /** Reading a value that did not parse throws `Unparsed`. Objects know their places. */
  readonly profile: Profile;
  readonly problems: readonly SchemaProblem[];
}

/** Checks values against the schema; what does not fit is reported and left out. */
export function parseProfile(values: unknown): ParsedProfile {
  const { value, issues } = run(values);
  const problems = issues.flatMap(schemaProblems);
  const unparsed = new Set(problems.flatMap((problem) => problem.unparsed.map(keyOf)));
  return { profile: place(value, [], unparsed) as Profile, problems };
}

/**
 * The schema library's own parser one step below `safeParse`, which throws away the good values beside a bad one.
 */
function run(values: unknown): { value: unknown; issues: $ZodRawIssue[] } {
  const result = profileSchema._zod.run({ value: values, issues: [] }, { async: false });
  if (result instanceof Promise) throw new Error('the profile schema has an asynchronous part');
  return result;
}

function keyOf(path: Path): string {
  return JSON.stringify(path);
}

/** Copies the tree; every object learns its place, every unparsed value becomes one that throws when read. */
function place(value: unknown, path: Path, unparsed: ReadonlySet<string>): unknown {
  if (unparsed.size > 0 && unparsed.has(keyOf(path))) throw new Unparsed(keyOf(path));
  if (Array.isArray(value)) return placeList(value, path, unparsed);
  if (typeof value !== 'object' || value === null) return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return placed(value, path);
  return placeMap(value as Record<string, unknown>, path, unparsed);
}

/** A list with a bad element is bad as a whole: who reads it could not tell that one is missing. */
function placeList(values: readonly unknown[], path: Path, unparsed: ReadonlySet<string>): unknown[] {
  return placed(
    values.map((value, index) => place(value, [...path, index], unparsed)),
    path,
  );
}

function placeMap(values: Record<string, unknown>, path: Path, unparsed: ReadonlySet<string>): object {
  const copy: Record<string, unknown> = {};
  for (const key of keysOf(values, path, unparsed)) {
    try {
      copy[key] = place(values[key], [...path, key], unparsed);
    } catch (error) {
      if (!(error instanceof Unparsed)) throw error;
      Object.defineProperty(copy, key, {
        enumerable: true,
        get() {
          throw error;
        },
      });
    }
  }
  return placed(copy, path);
}

/** The keys that are there, and those that should be and are not. */
function keysOf(values: object, path: Path, unparsed: ReadonlySet<string>): ReadonlySet<string> {
  const keys = new Set(Object.keys(values));
  if (unparsed.size === 0) return keys;
  const depth = path.length;
  for (const key of unparsed) {
    const other = JSON.parse(key) as Path;
    if (other.length === depth + 1 && keyOf(other.slice(0, depth)) === keyOf(path))
      keys.add(String(other[depth]));
  }
  return keys;
}

import { readdirSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, normalize } from 'node:path';
import { findNearest } from '../diagnostics';
import type { BaseFiles, ErrorCode } from './base-files';
import { isMap } from './document/merge';
import { ProfileDocument } from './document/profile-document';
import type { Wording } from './schema/schema-problem';
import { BASE_NAME } from './schema/scalars';

/** What a profile rests on. */
export interface Extension {
  /** Missing where it could not be read. */
  readonly base?: ProfileDocument;
  /** What is wrong with the value of `extends`, where the schema accepts it. */
  readonly refusal?: Wording;
}

/** The file that a profile extends; undefined if it extends none. */
export function extensionOf({ file, values }: ProfileDocument, bases: BaseFiles): Extension | undefined {
  if (!isMap(values) || !Object.hasOwn(values, 'extends')) return undefined;
  const named = values.extends;
  if (typeof named !== 'string' || !BASE_NAME.test(named)) return {};
  const baseFile = isAbsolute(named) ? normalize(named) : join(dirname(file), named);
  if (baseFile === normalize(file)) return { refusal: itself };
  const base = bases.read(baseFile);
  return base instanceof ProfileDocument ? { base } : { refusal: describeUnreadable(baseFile, base) };
}

const itself: Wording = {
  message: 'is this file itself',
  hint: 'Name the file that it shares its values with, or remove the line.',
};

/** What keeps a file from being a base, though it is YAML: it is no map, or rests on another one. */
export function findBaseProblem({
  values,
}: ProfileDocument): { path: [] | ['extends']; wording: Wording } | undefined {
  if (values === undefined) return undefined;
  if (!isMap(values)) {
    const hint = 'A base holds keys of a profile, each followed by a colon.';
    return { path: [], wording: { message: 'the file is not a map of keys and values', hint } };
  }
  if (!Object.hasOwn(values, 'extends')) return undefined;
  const message = 'stands in a file that is extended itself, and there is one level only';
  const hint = 'Take the line out, and write the values of that file here.';
  return { path: ['extends'], wording: { message, hint } };
}

function describeUnreadable(file: string, code: ErrorCode): Wording {
  if (code !== 'ENOENT' && code !== 'ENOTDIR') {
    return {
      message: `cannot be read from ${file} (${REASONS[code] ?? code})`,
      hint: 'It has to be a file that you may read.',
    };
  }
  const near = findNearest(basename(file), basesBeside(file));
  const hint = 'The path begins in the folder of the profile.';
  return { message: `is not there: no file ${file}`, hint: near ? `Did you mean "${near}"? ${hint}` : hint };
}

const REASONS: Readonly<Partial<Record<ErrorCode, string>>> = {
  EACCES: 'permission denied',
  EINVAL: 'it is a named pipe or a device',
  EISDIR: 'it is a folder',
  ELOOP: 'links that lead in a circle',
};

function basesBeside(file: string): readonly string[] {
  try {
    return readdirSync(dirname(file))
      .filter((name) => BASE_NAME.test(name))
      .sort();
  } catch {
    return [];
  }
}

import { parse } from 'yaml';
import { isBooleanFlag, isListFlag, resolveAlias, splitValue } from '../releases/k3s-flags';

/** Where k3s is told its configuration on one node. */
export interface ConfigSources {
  /** Contents of `config.yaml`, then of the files of `config.yaml.d` in the order of their names. */
  readonly files: readonly string[];
  /** The command line, the binary first. */
  readonly words: readonly string[];
}

/** Lists of which neither the order nor a repetition matters. */
const SETS = new Set(['disable', 'tls-san']);

/** Keys that a node reads only when it registers or joins, so that a running one need not restart for them. */
export const READ_WHEN_JOINING = new Set(['server', 'cluster-init', 'node-label', 'node-taint']);

/**
 * Whether k3s reads the same from both when it starts, except what it reads only when the node joins. k3s turns its files
 * into flags and puts them before those of the command line: single values of the command line win, and lists are
 * appended.
 *
 * @see https://docs.k3s.io/installation/configuration#multiple-config-files
 */
export function hasSameConfig(one: ConfigSources, other: ConfigSources): boolean {
  const [a, b] = [one, other].map(describeConfig);
  return a !== undefined && a === b;
}

/** A configuration as text in one form; undefined where a file cannot be read, or another one is named. */
function describeConfig({ files, words }: ConfigSources): string | undefined {
  const merged = mergeFiles(files);
  const flags = readFlags(words);
  if (merged === undefined || flags.some(([name]) => name === 'config' || name === 'c')) return undefined;
  const values = new Map<string, readonly string[]>();
  for (const [name, value] of [...merged, ...flags]) {
    if (READ_WHEN_JOINING.has(name)) continue;
    const own = splitValue(name, value);
    values.set(name, isListFlag(name) ? [...(values.get(name) ?? []), ...own] : own);
  }
  const described = [...values].map(([name, all]): [string, readonly string[]] => [
    name,
    SETS.has(name) ? [...new Set(all)].sort() : all,
  ]);
  return JSON.stringify(described.sort(([a], [b]) => (a < b ? -1 : 1)));
}

type Flag = readonly [name: string, value: string];

/** The flags that k3s makes of its files; undefined where one of them is no map. */
function mergeFiles(files: readonly string[]): readonly Flag[] | undefined {
  const merged = new Map<string, readonly unknown[]>();
  for (const text of files) {
    const content = parseMap(text);
    if (content === undefined) return undefined;
    for (const [key, value] of Object.entries(content)) {
      const name = key.replace(/\+$/, '');
      const own = Array.isArray(value) ? (value as readonly unknown[]) : [value];
      merged.set(name, key.endsWith('+') ? [...(merged.get(name) ?? []), ...own] : own);
    }
  }
  return [...merged].flatMap(([key, values]) =>
    values.map((value): Flag => [resolveAlias(key), formatText(value)]),
  );
}

function parseMap(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = parse(text, { version: '1.1' }) ?? {};
    return typeof value === 'object' && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** As k3s turns a value into a flag's text. */
function formatText(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  return value === null || value === undefined ? '' : JSON.stringify(value);
}

/** The flags of a command line, without the binary and the subcommand. */
function readFlags(words: readonly string[]): readonly Flag[] {
  const flags: Flag[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const match = /^--?([A-Za-z][\w-]*)(?:=([^]*))?$/.exec(words[index] ?? '');
    if (match === null) continue;
    const name = resolveAlias(match[1] ?? '');
    const takesNext = match[2] === undefined && !isBooleanFlag(name);
    if (takesNext) index += 1;
    flags.push([name, match[2] ?? (takesNext ? (words[index] ?? '') : 'true')]);
  }
  return flags;
}

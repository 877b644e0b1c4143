import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';

/** The cluster that every store of the fleet is like. */
const TEMPLATE = 'profiles/pikube.yaml';

/** Stores that 10.0.0.0/8 has room for below the Pod and Service networks, 10.42.0.0/16 and 10.43.0.0/16. */
export const MAX_STORES = 42 * 256;

/** One cluster of a fleet, not yet read. */
export interface StoreProfile {
  /** `store-00001` */
  readonly cluster: string;
  /** The profile's text. */
  readonly content: string;
}

/** What tells one store from another in the template's text, and what stands there instead. */
function replacements(cluster: string, index: number): readonly (readonly [RegExp, string])[] {
  return [
    [/\b10\.0\.0\./g, `10.${Math.floor(index / 256)}.${index % 256}.`],
    [/\bhome\.arpa\b/g, `${cluster}.example`],
    [/\bpi(?=\d\b)/g, `${cluster}-pi`],
  ];
}

/**
 * The profile of one store: the template with the store's own LAN, domain and names of nodes.
 *
 * @param index from 0 on, below MAX_STORES
 */
export function storeProfile(template: string, index: number): StoreProfile {
  if (index >= MAX_STORES) throw new RangeError(`a fleet has room for ${MAX_STORES} stores`);
  const cluster = `store-${String(index + 1).padStart(5, '0')}`;
  const content = replacements(cluster, index).reduce((text, [pattern, own]) => {
    if (text.search(pattern) < 0) throw new Error(`the template has no ${String(pattern)} any more`);
    return text.replace(pattern, own);
  }, template);
  return { cluster, content };
}

/** The same store as what it has of its own, on top of the template: maps merge, lists replace. */
export function extendingProfile(template: string, index: number): StoreProfile {
  const { cluster, content } = storeProfile(template, index);
  const own = difference(parse(template), parse(content));
  return { cluster, content: stringify({ extends: BASE, ...(own as object) }) };
}

/** The file that `extendingProfile` refers to. */
export const BASE = '_base.yaml';

function difference(base: unknown, whole: unknown): unknown {
  if (!isMap(base) || !isMap(whole)) return whole;
  const changed = Object.entries(whole).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(base[key]),
  );
  return Object.fromEntries(changed.map(([key, value]) => [key, difference(base[key], value)]));
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Writes a number of profiles to a folder, in place of what was there, and returns their paths. */
export function writeFleet(folder: string, size: number, form: 'whole' | 'extending' = 'whole'): string[] {
  const template = readFileSync(TEMPLATE, 'utf8');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  if (form === 'extending') writeFileSync(join(folder, BASE), template);
  return Array.from({ length: size }, (_, index) => {
    const store = form === 'whole' ? storeProfile(template, index) : extendingProfile(template, index);
    const file = join(folder, `${store.cluster}.yaml`);
    writeFileSync(file, store.content);
    return file;
  });
}

import type { ProfilePath } from '../../diagnostics';
import type { ProfileDocument } from './profile-document';

/** A map's values by key. */
export type ValueMap = Readonly<Record<string, unknown>>;

/** What is read of a file, or of a profile and its base together. */
export type Read = Pick<ProfileDocument, 'values' | 'unparsed'>;

export function isMap(value: unknown): value is ValueMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A profile on top of its base: maps merge, key by key; of lists and single values the profile's own counts. */
export function mergeWithBase(own: Read, base: Read): Read {
  const inherited = base.unparsed.filter((path) => isInherited(own.values, path));
  return { values: mergeValues(own.values, base.values), unparsed: [...own.unparsed, ...inherited] };
}

function mergeValues(own: unknown, base: unknown): unknown {
  if (!isMap(own) || !isMap(base)) return own;
  const values: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(own)) {
    values[key] = Object.hasOwn(base, key) ? mergeValues(value, base[key]) : value;
  }
  return values;
}

/** Whether a place of the base shows through the profile's own values. */
function isInherited(own: unknown, path: ProfilePath): boolean {
  let value = own;
  for (const key of path) {
    if (!isMap(value)) return false;
    if (!Object.hasOwn(value, key)) return true;
    value = value[key];
  }
  return isMap(value);
}

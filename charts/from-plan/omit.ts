/** The object without the keys whose value is undefined, so that equal props are equal as JSON. */
export function omitUndefined<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}

/** The object; undefined where it has no key. */
export function omitEmpty<T extends object>(object: T): T | undefined {
  return Object.keys(object).length > 0 ? object : undefined;
}

/** The list; undefined where it has no entry. */
export function omitEmptyList<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}

/** The object without the keys whose value is undefined or the default. */
export function omitDefaults<T extends object>(object: T, defaults: Partial<T>): T {
  const isSet = ([key, value]: [string, unknown]) => value !== defaults[key as keyof T];
  return omitUndefined(Object.fromEntries(Object.entries(object).filter(isSet)) as T);
}

/**
 * Thrown when a value is read that the profile states and that did not parse. The loader has reported it; the
 * rule engine catches this, so a rule that needs the value stays silent.
 */
export class Unparsed extends Error {}

/**
 * What `read` gives; undefined where it rests on something unparsed. For what applies the rules: a rule itself lets
 * `Unparsed` pass.
 */
export function ifParsed<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unparsed) return undefined;
    throw error;
  }
}

/** Functions that give an object's values. */
type Thunks<T> = { readonly [K in keyof T]: () => T[K] };

/**
 * An immutable object whose values are computed when first read, once. One value that rests on something
 * unparsed then fails alone, and only for who reads it.
 */
export function lazily<T extends object>(thunks: Thunks<T>): T {
  const result = {} as T;
  for (const key of Object.keys(thunks) as (keyof T)[]) {
    let computed: { readonly value: T[keyof T] } | undefined;
    Object.defineProperty(result, key, {
      enumerable: true,
      get: () => (computed ??= { value: thunks[key]() }).value,
    });
  }
  return result;
}

/** `base` with some values computed when first read; the others are taken over as they are, read or not. */
export function extended<B extends object, T extends object>(
  base: B,
  thunks: Thunks<T>,
): Omit<B, keyof T> & T {
  const result = lazily(thunks) as object;
  for (const [key, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(base))) {
    if (!(key in thunks)) Object.defineProperty(result, key, descriptor);
  }
  return result as Omit<B, keyof T> & T;
}

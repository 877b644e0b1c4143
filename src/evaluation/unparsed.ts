/**
 * Thrown when a value of the profile is read that did not parse. The loader has reported it; the rule engine catches the
 * error, so a rule that needs the value is skipped.
 */
export class Unparsed extends Error {}

/**
 * The result of `read`; undefined where it depends on an unparsed value. For code that applies rules: a rule itself does not
 * catch `Unparsed`.
 */
export function readIfParsed<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unparsed) return undefined;
    throw error;
  }
}

/** Functions that compute an object's values. */
type Thunks<T> = { readonly [K in keyof T]: () => T[K] };

/** The functions of a lazy object, and the values that are computed. */
interface LazyState {
  readonly thunks: Readonly<Record<string, () => unknown>>;
  readonly values: Map<string, unknown>;
}

/** The property with a lazy object's state. It is not enumerable, so listing the values does not include it. */
const STATE = Symbol('state');

/**
 * One getter for each key, shared by all lazy objects: objects with the same keys then have one hidden class in V8, so
 * reading them is fast for any number of plans.
 */
const getters = new Map<string, () => unknown>();

function getterOf(key: string): () => unknown {
  const known = getters.get(key);
  if (known !== undefined) return known;
  const getter = function (this: { readonly [STATE]: LazyState }): unknown {
    const { thunks, values } = this[STATE];
    if (values.has(key)) return values.get(key);
    const value = (thunks[key] as () => unknown)();
    values.set(key, value);
    return value;
  };
  getters.set(key, getter);
  return getter;
}

/**
 * An immutable object whose values are computed once, when they are first read. Only reading a value that depends on an
 * unparsed one fails.
 */
export function makeLazy<T extends object>(thunks: Thunks<T>): T {
  const state: LazyState = { thunks, values: new Map() };
  const result = Object.defineProperty({}, STATE, { value: state });
  for (const key of Object.keys(thunks)) {
    Object.defineProperty(result, key, { enumerable: true, get: getterOf(key) });
  }
  return result as T;
}

/**
 * A lazy object as a plain one, which is faster to read: all values are computed now. Where one depends on an unparsed
 * value, the object stays lazy, so the others can still be read.
 */
export function settle<T extends object>(lazy: T): T {
  return readIfParsed(() => ({ ...lazy })) ?? lazy;
}

/**
 * A copy of `base` with some values computed. Where one depends on an unparsed value, each is computed when it is first
 * read, and the values of `base` are not read before that.
 */
export function extend<B extends object, T extends object>(base: B, thunks: Thunks<T>): Omit<B, keyof T> & T {
  return readIfParsed(() => extendNow(base, thunks)) ?? extendLazily(base, thunks);
}

function extendNow<B extends object, T extends object>(base: B, thunks: Thunks<T>): Omit<B, keyof T> & T {
  const all = { ...base } as Record<string, unknown>;
  for (const key in thunks) all[key] = thunks[key]();
  return all as Omit<B, keyof T> & T;
}

function extendLazily<B extends object, T extends object>(base: B, thunks: Thunks<T>): Omit<B, keyof T> & T {
  const all: Record<string, () => unknown> = { ...thunks };
  for (const key of Object.keys(base)) all[key] ??= () => base[key as keyof B];
  return makeLazy(all) as Omit<B, keyof T> & T;
}

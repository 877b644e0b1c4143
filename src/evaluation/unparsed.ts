/**
 * Thrown when a value is read that the profile states and that did not parse. The loader has reported it; the
 * rule engine catches this, so a rule that needs the value stays silent.
 */
export class Unparsed extends Error {}

/**
 * What `read` gives; undefined where it rests on something unparsed. For what applies the rules: a rule itself lets
 * `Unparsed` pass.
 */
export function readIfParsed<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unparsed) return undefined;
    throw error;
  }
}

/** Functions that give an object's values. */
type Thunks<T> = { readonly [K in keyof T]: () => T[K] };

/** How a lazy object's values are computed, and those that have been. */
interface LazyState {
  readonly thunks: Readonly<Record<string, () => unknown>>;
  readonly values: Map<string, unknown>;
}

/** The property with a lazy object's state. It is not enumerable, so listing the values does not include it. */
const STATE = Symbol('state');

/**
 * One getter for each key, shared by all lazy objects: objects with the same keys are then of one hidden class, and
 * reading them is fast however many plans there are.
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
 * An immutable object whose values are computed when first read, once. One value that rests on something
 * unparsed then fails alone, and only for who reads it.
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
 * A lazy object as a plain one, which is far cheaper to read: every value is computed now. Where one rests on something
 * unparsed it stays lazy, so that the others can still be read.
 */
export function settle<T extends object>(lazy: T): T {
  return readIfParsed(() => ({ ...lazy })) ?? lazy;
}

/**
 * `base` with some values computed; the others are taken over as they are. Where one rests on something unparsed, each
 * is computed when first read, and those that are taken over are not read.
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

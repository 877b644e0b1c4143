import { quoted } from './wording';

/** Where a value stands in a profile: keys and list positions from the top. */
export type Path = readonly (string | number)[];

/**
 * The property that holds the place of each object of the plan, addresses included. Nobody who lists or copies an
 * object's values sees it, so a plan holds nothing but the network. (A WeakMap would do the same, at the price of
 * slower garbage collection for every plan.)
 */
const PLACE = Symbol('place');

interface Placed {
  readonly [PLACE]?: Path;
}

/** Notes where `value` comes from (for a default: where it would be written), and returns it. */
export function placed<T extends object>(value: T, path: Path): T {
  Object.defineProperty(value, PLACE, { value: path, configurable: true });
  return value;
}

/** The same for a part of the plan, which nobody can change from here on. */
export function planned<T extends object>(value: T, path: Path): Readonly<T> {
  return Object.freeze(placed(value, path));
}

/**
 * Where `value` comes from, or where its `keys` would be written: `at(node, 'nodeIp', 0)`.
 *
 * @throws Error if the object is not one of a plan, which is a mistake of ours
 */
export function at(value: object, ...keys: Path): Path {
  const path = (value as Placed)[PLACE];
  if (path === undefined)
    throw new Error(`no place is known for this object (asked for ${keys.join('.') || 'the object itself'})`);
  return [...path, ...keys];
}

/** A key that can stand in a path as it is. */
const PLAIN_KEY = /^[\w-]+$/;

/** `metallb.ipAddressPools[0].addresses[1]`; keys that are no words in brackets and quotes. */
export function formatPath(path: Path): string {
  return path.map(formatStep).join('').replace(/^\./, '');
}

function formatStep(key: string | number): string {
  if (typeof key === 'number') return `[${key}]`;
  return PLAIN_KEY.test(key) ? `.${key}` : `[${quoted(key)}]`;
}

import { quoteText } from './wording';

/** Where a value stands in a profile: keys and list positions from the top. */
export type ProfilePath = readonly (string | number)[];

/**
 * The property that holds the place of each object of the plan, addresses included. Nobody who lists or copies an
 * object's values sees it, so a plan holds nothing but the network. (A WeakMap would do the same, at the price of
 * slower garbage collection for every plan.)
 */
const PATH = Symbol('place');

interface HasPath {
  readonly [PATH]?: ProfilePath;
}

/** Notes where `value` comes from (for a default: where it would be written), and returns it. */
export function setPath<T extends object>(value: T, path: ProfilePath): T {
  Object.defineProperty(value, PATH, { value: path, configurable: true });
  return value;
}

/** The same for a part of the plan, which nobody can change from here on. */
export function freezeWithPath<T extends object>(value: T, path: ProfilePath): Readonly<T> {
  return Object.freeze(setPath(value, path));
}

/**
 * Where `value` comes from, or where its `keys` would be written: `at(node, 'nodeIp', 0)`.
 *
 * @throws Error if the object is not one of a plan, which is a mistake of ours
 */
export function pathOf(value: object, ...keys: ProfilePath): ProfilePath {
  const path = (value as HasPath)[PATH];
  if (path === undefined)
    throw new Error(`no place is known for this object (asked for ${keys.join('.') || 'the object itself'})`);
  return [...path, ...keys];
}

/** A key that can stand in a path as it is. */
const PLAIN_KEY = /^[\w-]+$/;

/** `metallb.ipAddressPools[0].addresses[1]`; keys that are no words in brackets and quotes. */
export function formatPath(path: ProfilePath): string {
  return path.map(formatStep).join('').replace(/^\./, '');
}

function formatStep(key: string | number): string {
  if (typeof key === 'number') return `[${key}]`;
  return PLAIN_KEY.test(key) ? `.${key}` : `[${quoteText(key)}]`;
}

import { quoteText } from './wording';

/** The position of a value in a profile: keys and list indexes from the root. */
export type ProfilePath = readonly (string | number)[];

/**
 * The property with the path of each object of the plan, addresses included. It is not enumerable, so code that lists or
 * copies an object's values gets the network only. (A WeakMap would slow down garbage collection for every plan.)
 */
const PATH = Symbol('place');

interface HasPath {
  readonly [PATH]?: ProfilePath;
}

/** Records the path of `value` (for a default: the path that a user would write), and returns the value. */
export function setPath<T extends object>(value: T, path: ProfilePath): T {
  Object.defineProperty(value, PATH, { value: path, configurable: true });
  return value;
}

/** The same for a part of the plan, and makes it immutable. */
export function freezeWithPath<T extends object>(value: T, path: ProfilePath): Readonly<T> {
  return Object.freeze(setPath(value, path));
}

/**
 * The path of `value`, or of its `keys`: `pathOf(node, 'nodeIp', 0)`.
 *
 * @throws Error if the object does not belong to a plan: a programming error
 */
export function pathOf(value: object, ...keys: ProfilePath): ProfilePath {
  const path = (value as HasPath)[PATH];
  if (path === undefined)
    throw new Error(`no place is known for this object (asked for ${keys.join('.') || 'the object itself'})`);
  return [...path, ...keys];
}

/** A key that needs no quotes in a path. */
const PLAIN_KEY = /^[\w-]+$/;

/** `metallb.ipAddressPools[0].addresses[1]`; keys that are no words in brackets and quotes. */
export function formatPath(path: ProfilePath): string {
  return path.map(formatStep).join('').replace(/^\./, '');
}

function formatStep(key: string | number): string {
  if (typeof key === 'number') return `[${key}]`;
  return PLAIN_KEY.test(key) ? `.${key}` : `[${quoteText(key)}]`;
}

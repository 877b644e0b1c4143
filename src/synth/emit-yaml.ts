import { Yaml } from 'cdk8s';

/** Strings and keys that were rendered before; few, since each may be a piece of a profile and keep all of its text. */
const MAX_REMEMBERED = 2_000;
const scalars = new Map<string, string>();
const keys = new Map<string, string>();

/** Something that only the stock emitter is trusted with. */
const UNUSUAL = new Error('unusual');

/**
 * One document as YAML, byte for byte what cdk8s writes, many times faster. It knows maps, lists, numbers,
 * booleans, and strings of one or several ordinary lines. The library renders every single line that is not plain
 * itself, once; a document with anything else in it goes to the library as a whole.
 */
export function emitYaml(document: unknown): string {
  try {
    return `${emitRoot(document, new Set())}\n`;
  } catch (error) {
    if (error !== UNUSUAL) throw error;
    return Yaml.stringify(document);
  }
}

function emitRoot(document: unknown, seen: Set<object>): string {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) throw UNUSUAL;
  if (Object.keys(document).length === 0) throw UNUSUAL;
  return emitMap(document, '', seen);
}

function emitMap(map: object, indent: string, seen: Set<object>): string {
  remember(map, seen);
  let text = '';
  for (const [key, value] of Object.entries(map) as [string, unknown][]) {
    if (text !== '') text += '\n';
    text += `${indent}${emitKey(key)}:${emitEntry(value, indent, seen)}`;
  }
  return text;
}

/** A value behind its key: on the same line, or below it and further in. */
function emitEntry(value: unknown, indent: string, seen: Set<object>): string {
  if (typeof value !== 'object' || value === null) return ` ${emitScalar(value, `${indent}  `)}`;
  const inner = `${indent}  `;
  if (Array.isArray(value)) return value.length === 0 ? ' []' : `\n${emitList(value, inner, seen)}`;
  return isEmpty(value) ? ' {}' : `\n${emitMap(value, inner, seen)}`;
}

function emitList(list: readonly unknown[], indent: string, seen: Set<object>): string {
  remember(list, seen);
  return list.map((item) => `${indent}- ${emitItem(item, `${indent}  `, seen)}`).join('\n');
}

/** A value behind its dash; the first line of a map or list goes beside the dash. */
function emitItem(item: unknown, indent: string, seen: Set<object>): string {
  if (typeof item !== 'object' || item === null) return emitScalar(item, indent);
  if (Array.isArray(item))
    return item.length === 0 ? '[]' : emitList(item, indent, seen).slice(indent.length);
  return isEmpty(item) ? '{}' : emitMap(item, indent, seen).slice(indent.length);
}

function isEmpty(map: object): boolean {
  if (Object.getPrototypeOf(map) !== Object.prototype) throw UNUSUAL;
  for (const _ in map) return false;
  return true;
}

/** The library gives an object that occurs twice an anchor. */
function remember(value: object, seen: Set<object>): void {
  if (seen.has(value)) throw UNUSUAL;
  seen.add(value);
}

function emitScalar(value: unknown, indent: string): string {
  if (typeof value === 'string') return value.includes('\n') ? emitLines(value, indent) : emitLine(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value) && !Object.is(value, -0))
    return JSON.stringify(value);
  throw UNUSUAL;
}

/** Several lines stand as they are in a literal block. */
function emitLines(value: string, indent: string): string {
  if (!ORDINARY_LINES.test(value) || EXTRAORDINARY.test(value)) throw UNUSUAL;
  const body = value.endsWith('\n') ? value.slice(0, -1) : value;
  const chomping = body === value ? '-' : '';
  return `|${chomping}\n${indent}${body.replace(/\n+/g, `$&${indent}`)}`;
}

/** Begins with something to see, and does not end in white space other than one line break. */
const ORDINARY_LINES = /^[^\s](?:[^]*[^\s])?\n?$/;

/** Control characters, halves of characters, and lines that could be taken for a document's end. */
const EXTRAORDINARY = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u{D800}-\u{DFFF}]|^(?:---|\.\.\.)/mu; // eslint-disable-line no-control-regex

/** Words and IPv4 addresses, side by side or held together by a mark. The exponent of a number is no word. */
const WORDS = '(?:(?![eE]\\d)[A-Za-z][A-Za-z0-9]+|\\d{1,3}(?:\\.\\d{1,3}){3})(?:[-./ ][A-Za-z0-9]+)*';

/** The same, or a URL of them. */
const PLAIN = new RegExp(`^(?:${WORDS}|https://${WORDS}(?::\\d+)?)$`);

/** What some version of YAML takes for something else. */
const RESERVED = /^(?:yes|no|on|off|true|false|null)$/i;

/** Longer keys are written in another way. */
const MAX_PLAIN = 128;

function isPlain(value: string): boolean {
  return value.length <= MAX_PLAIN && PLAIN.test(value) && !RESERVED.test(value);
}

function emitLine(value: string): string {
  if (isPlain(value)) return value;
  return remembered(scalars, value, () => {
    if (EXTRAORDINARY.test(value)) throw UNUSUAL;
    return Yaml.stringify(value).slice(0, -1);
  });
}

function emitKey(key: string): string {
  if (isPlain(key)) return key;
  return remembered(keys, key, () => {
    const text = Yaml.stringify({ [key]: 0 });
    if (EXTRAORDINARY.test(key) || key.includes('\n') || !text.endsWith(': 0\n')) throw UNUSUAL;
    return text.slice(0, -': 0\n'.length);
  });
}

function remembered(cache: Map<string, string>, value: string, render: () => string): string {
  const known = cache.get(value);
  if (known !== undefined) return known;
  if (cache.size >= MAX_REMEMBERED) cache.clear();
  const text = render();
  cache.set(value, text);
  return text;
}

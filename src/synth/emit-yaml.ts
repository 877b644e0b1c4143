import { Yaml } from 'cdk8s';

/** The number of rendered strings and keys that are kept. A string may be a slice that keeps a whole profile in memory. */
const MAX_KEPT = 2_000;
const scalars = new Map<string, string>();
const keys = new Map<string, string>();

/** Thrown for a value that is left to the emitter of cdk8s. */
const UNUSUAL = new Error('unusual');

/**
 * One document as YAML: the bytes that cdk8s writes, many times faster. It renders maps, lists, numbers, booleans, and
 * strings of one or several ordinary lines. The library renders each string that is not plain, once. A document with any
 * other value is left to the library.
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
  refuseTwice(map, seen);
  let text = '';
  for (const [key, value] of Object.entries(map) as [string, unknown][]) {
    if (text !== '') text += '\n';
    text += `${indent}${emitKey(key)}:${emitEntry(value, indent, seen)}`;
  }
  return text;
}

/** A value after its key: on the same line, or indented below it. */
function emitEntry(value: unknown, indent: string, seen: Set<object>): string {
  if (typeof value !== 'object' || value === null) return ` ${emitScalar(value, `${indent}  `)}`;
  const inner = `${indent}  `;
  if (Array.isArray(value)) return value.length === 0 ? ' []' : `\n${emitList(value, inner, seen)}`;
  return isEmpty(value) ? ' {}' : `\n${emitMap(value, inner, seen)}`;
}

function emitList(list: readonly unknown[], indent: string, seen: Set<object>): string {
  refuseTwice(list, seen);
  return list.map((item) => `${indent}- ${emitItem(item, `${indent}  `, seen)}`).join('\n');
}

/** A value after its dash; the first line of a map or list follows the dash. */
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

/** The library writes an anchor for an object that occurs twice. */
function refuseTwice(value: object, seen: Set<object>): void {
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

/** Several lines are written as a literal block. */
function emitLines(value: string, indent: string): string {
  if (!ORDINARY_LINES.test(value) || EXTRAORDINARY.test(value)) throw UNUSUAL;
  const body = value.endsWith('\n') ? value.slice(0, -1) : value;
  const chomping = body === value ? '-' : '';
  return `|${chomping}\n${indent}${body.replace(/\n+/g, `$&${indent}`)}`;
}

/** Starts with a visible character, and ends without white space except one line break. */
const ORDINARY_LINES = /^[^\s](?:[^]*[^\s])?\n?$/;

/** Control characters, surrogates, and lines that could be read as the end of a document. */
const EXTRAORDINARY = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u{D800}-\u{DFFF}]|^(?:---|\.\.\.)/mu; // eslint-disable-line no-control-regex

/** Words and IPv4 addresses, side by side or held together by a mark. The exponent of a number is no word. */
const WORDS = '(?:(?![eE]\\d)[A-Za-z][A-Za-z0-9]+|\\d{1,3}(?:\\.\\d{1,3}){3})(?:[-./ ][A-Za-z0-9]+)*';

/** The same, or a URL of them. */
const PLAIN = new RegExp(`^(?:${WORDS}|https://${WORDS}(?::\\d+)?)$`);

/** Words that some version of YAML reads as another type. */
const RESERVED = /^(?:yes|no|on|off|true|false|null)$/i;

/** The library writes longer keys in another form. */
const MAX_PLAIN = 128;

function isPlain(value: string): boolean {
  return value.length <= MAX_PLAIN && PLAIN.test(value) && !RESERVED.test(value);
}

function emitLine(value: string): string {
  if (isPlain(value)) return value;
  return renderOnce(scalars, value, () => {
    if (EXTRAORDINARY.test(value)) throw UNUSUAL;
    return Yaml.stringify(value).slice(0, -1);
  });
}

function emitKey(key: string): string {
  if (isPlain(key)) return key;
  return renderOnce(keys, key, () => {
    const text = Yaml.stringify({ [key]: 0 });
    if (EXTRAORDINARY.test(key) || key.includes('\n') || !text.endsWith(': 0\n')) throw UNUSUAL;
    return text.slice(0, -': 0\n'.length);
  });
}

function renderOnce(cache: Map<string, string>, value: string, render: () => string): string {
  const known = cache.get(value);
  if (known !== undefined) return known;
  if (cache.size >= MAX_KEPT) cache.clear();
  const text = render();
  cache.set(value, text);
  return text;
}

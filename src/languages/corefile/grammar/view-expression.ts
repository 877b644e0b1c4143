import { findNearest } from '../../../diagnostics/find-nearest';

/** What CoreDNS gives to expressions. */
const STATE =
  'incidr metadata type name class proto size client_ip port id opcode do bufsize server_ip server_port'.split(
    ' ',
  );

/** What the language has itself. */
const BUILT_IN = (
  'all none any one filter map find findIndex findLast findLastIndex count sum groupBy sortBy reduce len abs ceil floor ' +
  'round int float string trim trimPrefix trimSuffix upper lower split splitAfter replace repeat join indexOf ' +
  'lastIndexOf hasPrefix hasSuffix max min mean median toJSON fromJSON toBase64 fromBase64 now duration date timezone ' +
  'first last get take keys values toPairs fromPairs reverse uniq concat flatten sort bitand bitor bitxor bitnand bitnot ' +
  'bitshl bitshr bitushr'
).split(' ');

const WORDS = new Set(['true', 'false', 'nil', 'env', ...STATE, ...BUILT_IN]);

const OPERATOR_WORDS = new Set('in or and matches contains startsWith endsWith not let if else'.split(' '));

const TOKEN =
  /\s+|\/\/.*|\/\*[^]*?\*\/|[bB]?"(?:\\[^]|[^"\\])*"|[bB]?'(?:\\[^]|[^'\\])*'|`[^`]*`|\d[\w.]*|[\p{L}_$][\p{L}\p{Nd}_$]*|\|\||&&|[=!<>]=|\?\?|\?\.|\*\*|\.\.|[-+*/%^!<>=?:|,;.#()[\]{}&]/uy;

const CLOSING: ReadonlyMap<string, string> = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
]);

/**
 * What is obviously wrong with an expression of CoreDNS's `view`: brackets, quotes and unknown names. Types are left to
 * CoreDNS.
 *
 * @see https://expr-lang.org/docs/language-definition
 */
export function findFaultOfExpression(text: string): string | undefined {
  const tokens = tokensOf(text);
  if (typeof tokens === 'string') return tokens;
  return faultOfBrackets(tokens) ?? faultOfOperators(tokens) ?? faultOfNames(tokens);
}

function tokensOf(text: string): readonly string[] | string {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const [token] = TOKEN.exec(text) ?? [];
    if (token === undefined) {
      const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
      return /["'`]/.test(character) ? 'a quote is never closed' : `it has no sign "${character}"`;
    }
    if (!/^(?:\s|\/\/|\/\*)/.test(token)) tokens.push(token);
  }
  return tokens.length === 0 ? 'it is empty' : tokens;
}

function faultOfBrackets(tokens: readonly string[]): string | undefined {
  const open: string[] = [];
  for (const token of tokens) {
    if (token === '(' || token === '[' || token === '{') open.push(token);
    const opening = CLOSING.get(token);
    if (opening !== undefined && open.pop() !== opening) return `"${token}" closes nothing`;
  }
  const [unclosed] = open;
  return unclosed === undefined ? undefined : `"${unclosed}" is never closed`;
}

/** Operators that need a value before them. */
const BINARY = /^(?:\|\|?|&&|[=!<>]=|\?\?|\?\.|\*\*|\.\.|[*/%^<>=?])$/;
const BINARY_WORDS = new Set('in or and matches contains startsWith endsWith'.split(' '));

/** Operators without a value on either side, and values side by side. */
function faultOfOperators(tokens: readonly string[]): string | undefined {
  const last = tokens[tokens.length - 1] as string;
  if (BINARY.test(last) || /^[-+!:,.]$/.test(last) || OPERATOR_WORDS.has(last))
    return `nothing follows "${last}"`;
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1];
    const follows = before !== undefined && (isValue(before) || /^[)\]]$/.test(before));
    if (follows && isValue(token)) return `no operator is between "${before}" and "${token}"`;
    const isBinary = BINARY.test(token) || BINARY_WORDS.has(token);
    const needsValue =
      before === undefined || /^[[(,]$/.test(before) || BINARY.test(before) || BINARY_WORDS.has(before);
    if (isBinary && needsValue) return `nothing precedes "${token}"`;
  }
  return tokens.map(faultOfLiteral).find((fault) => fault !== undefined);
}

function faultOfLiteral(token: string): string | undefined {
  if (/^\d{20,}$/.test(token)) return `"${token}" is out of range`;
  const escape = /^["']/.test(token) ? /\\(?:\\|([^abfnrtv'"`?xXuU0-7\\]))/g : undefined;
  const wrong =
    escape === undefined ? undefined : [...token.matchAll(escape)].find(([, sign]) => sign !== undefined);
  return wrong === undefined ? undefined : `"${wrong[0]}" is no escape sequence`;
}

function isValue(token: string): boolean {
  return /^(?:[bB]?["']|`|\d|[\p{L}_$])/u.test(token) && !OPERATOR_WORDS.has(token);
}

function faultOfNames(tokens: readonly string[]): string | undefined {
  // Inside of closures and behind "let" there are further names.
  if (tokens.some((token) => token === '{' || token === '#' || token === 'let')) return undefined;
  const unknown = tokens.find(
    (token, index) =>
      /^[\p{L}_$]/u.test(token) &&
      !/^[bB]["']/.test(token) &&
      !OPERATOR_WORDS.has(token) &&
      !WORDS.has(token) &&
      !/^\??\.$/.test(tokens[index - 1] ?? ''),
  );
  if (unknown === undefined) return undefined;
  const meant = findNearest(unknown, STATE);
  return `there is no "${unknown}"${meant === undefined ? '' : `; "${meant}" is near`}`;
}

import type { RuleValue, TextSpan } from './rule';
import { RuleSyntaxError } from './rule-problem';

/** The escapes of Go's double-quoted strings that stand for one character. */
const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
};

/** The escapes that give a character's number: how many digits follow, and in which base. */
const NUMBERED: Readonly<Record<string, readonly [digits: number, base: number]>> = {
  x: [2, 16],
  u: [4, 16],
  U: [8, 16],
};

/**
 * Reads the quoted value that starts at `start`, in Go's two forms: `raw`, or "with escapes".
 *
 * @throws RuleSyntaxError
 */
export function readQuoted(text: string, start: number): RuleValue {
  return text[start] === '`' ? readRaw(text, start) : readInterpreted(text, start);
}

function readRaw(text: string, start: number): RuleValue {
  const close = text.indexOf('`', start + 1);
  if (close < 0) throw reportUnclosed(text, start);
  return { text: text.slice(start + 1, close).replace(/\r/g, ''), start, end: close + 1 };
}

function readInterpreted(text: string, start: number): RuleValue {
  let value = '';
  let at = start + 1;
  while (text[at] !== '"') {
    if (at >= text.length || text[at] === '\n') throw reportUnclosed(text, start);
    const [piece, next] = text[at] === '\\' ? readEscape(text, at) : [text[at] as string, at + 1];
    value += piece;
    at = next;
  }
  return { text: value, start, end: at + 1 };
}

/** The character that the escape at `at` stands for, and where the text goes on. */
function readEscape(text: string, at: number): readonly [string, number] {
  const letter = text[at + 1] ?? '';
  const plain = ESCAPES[letter];
  if (plain !== undefined) return [plain, at + 2];
  const octal = /^[0-7]{3}/.exec(text.slice(at + 1, at + 4))?.[0];
  if (octal !== undefined && parseInt(octal, 8) <= 0xff)
    return [String.fromCodePoint(parseInt(octal, 8)), at + 4];
  const [digits, base] = NUMBERED[letter] ?? [0, 16];
  const number = text.slice(at + 2, at + 2 + digits);
  const code = parseInt(number, base);
  const isCharacter =
    digits > 0 && /^[0-9a-fA-F]+$/.test(number) && number.length === digits && isScalar(code);
  if (!isCharacter) throw unknownEscape(text, at);
  return [String.fromCodePoint(code), at + 2 + digits];
}

function isScalar(code: number): boolean {
  return code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
}

function reportUnclosed(text: string, start: number): RuleSyntaxError {
  const quote = text[start] as string;
  const span: TextSpan = { start, end: text.length };
  return new RuleSyntaxError(
    span,
    `The value that starts with ${quote} has no closing ${quote}`,
    `Add the ${quote}.`,
  );
}

function unknownEscape(text: string, at: number): RuleSyntaxError {
  const escape = text.slice(at, at + 2);
  return new RuleSyntaxError(
    { start: at, end: at + escape.length },
    `${escape} is not an escape that double quotes know`,
    'Put the value in backticks, where a backslash is only a backslash.',
  );
}

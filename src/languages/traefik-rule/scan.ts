import type { TextSpan } from './rule';
import { RuleSyntaxError } from './rule-problem';
import { readQuoted } from './scan-quoted';

/** What a token is: punctuation stands for itself. */
export type TokenKind = 'name' | 'value' | '(' | ')' | ',' | '!' | '&&' | '||' | 'line end' | 'end';

/** The smallest piece of a rule that means something. */
export interface Token extends TextSpan {
  readonly kind: TokenKind;
  /** The name, or the value without its quotes; otherwise as it stands in the rule. */
  readonly text: string;
}

const BLANK = /(?:[ \t\r]|\/\*[^\n]*?\*\/)+|\/\/[^\n]*/y;
const NAME = /[\p{L}_][\p{L}\p{Nd}_]*/uy;
const PUNCTUATION = /&&|\|\||[(),!]/y;

/** What people, and word processors, write for a backtick or a double quote. */
const QUOTES = "'‘’“”´";

/** Kinds after which a line break ends the expression, as it does in Go, whose parser Traefik reads rules with. */
const ENDS_EXPRESSION: readonly TokenKind[] = ['name', 'value', ')'];

/**
 * Splits a rule into tokens, the last of which is the end.
 *
 * @throws RuleSyntaxError
 */
export function scan(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const token = text[at] === '\n' ? lineEnd(at, tokens.at(-1)) : (blankAt(text, at) ?? tokenAt(text, at));
    if (token.kind !== undefined) tokens.push(token);
    at = token.end;
  }
  if (tokens.at(-1)?.kind === 'line end') tokens.pop();
  return [...tokens, { kind: 'end', text: '', start: text.length, end: text.length }];
}

type MaybeToken = Token | (TextSpan & { readonly kind?: undefined });

function lineEnd(at: number, before: Token | undefined): MaybeToken {
  const span = { start: at, end: at + 1 };
  return before !== undefined && ENDS_EXPRESSION.includes(before.kind)
    ? { kind: 'line end', text: '\n', ...span }
    : span;
}

function blankAt(text: string, at: number): MaybeToken | undefined {
  const blank = matchAt(BLANK, text, at);
  return blank === undefined ? undefined : { start: at, end: at + blank.length };
}

function tokenAt(text: string, at: number): Token {
  const name = matchAt(NAME, text, at);
  if (name !== undefined) return { kind: 'name', text: name, start: at, end: at + name.length };
  const punctuation = matchAt(PUNCTUATION, text, at);
  if (punctuation !== undefined) {
    return { kind: punctuation as TokenKind, text: punctuation, start: at, end: at + punctuation.length };
  }
  if (text[at] === '`' || text[at] === '"') return { kind: 'value', ...readQuoted(text, at) };
  throw unknownCharacter(text, at);
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function unknownCharacter(text: string, at: number): RuleSyntaxError {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const word = wordAround(text, at);
  const isValue = word.start > 0 && /[(,]\s*$/.test(text.slice(0, word.start));
  if (isValue && !QUOTES.includes(character)) return unquotedValue(text, word);
  const span = { start: at, end: at + character.length };
  return new RuleSyntaxError(span, `${character} has no meaning in a rule`, suggestFor(character));
}

/** The stretch around `at` that its author took for one word. */
function wordAround(text: string, at: number): TextSpan {
  const before = /[^\s,()`"&|!]*$/.exec(text.slice(0, at))?.[0] ?? '';
  const after = /^[^\s,()`"&|!]*/.exec(text.slice(at))?.[0] ?? '';
  return { start: at - before.length, end: at + after.length };
}

/** The problem with a value that has no quotes. */
export function unquotedValue(text: string, { start, end }: TextSpan): RuleSyntaxError {
  const value = text.slice(start, end);
  return new RuleSyntaxError(
    { start, end },
    `${value} stands without quotes`,
    `Put values in backticks: \`${value}\`.`,
  );
}

function suggestFor(character: string): string {
  if (QUOTES.includes(character)) return 'Put values in backticks: Host(`example.org`).';
  switch (character) {
    case '&':
      return 'Both must hold: write &&.';
    case '|':
      return 'Either must hold: write ||.';
    case ':':
      return 'Host:example.org is the syntax of Traefik v1: write Host(`example.org`).';
    case ';':
      return 'Rules are joined by && or ||.';
    default:
      return 'A rule is made of matchers such as Host(`example.org`), joined by && or ||; values stand in backticks.';
  }
}

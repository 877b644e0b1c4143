import { quoteText } from '../../diagnostics';
import type { CorefileProblem } from './problem';
import { createBroken } from './problem';
import type { CorefileToken } from './tokenize';

/** `{{ .Name }}`, `{1}` and `{$HOME}` end in braces as they should. */
const PLACEHOLDER = /\{[^{}]*\}$|\}\}$|\{\{$/;

/**
 * Cuts off braces that have no space before them, and reports each: CoreDNS takes them for a part of the word, and then
 * finds the block's other brace alone.
 */
export function splitGluedBraces(
  tokens: readonly CorefileToken[],
  problems: CorefileProblem[],
): readonly CorefileToken[] {
  return tokens.flatMap((token) => {
    const { text } = token;
    const brace = text.slice(-1);
    const glued = text.length > 1 && /[{}]/.test(brace) && !token.quoted && !PLACEHOLDER.test(text);
    if (!glued) return [token];
    const word = text.slice(0, -1);
    problems.push(gluedBrace(token, word, brace));
    const split = { ...token, text: brace, column: token.column + word.length };
    return [
      { ...token, text: word },
      { ...split, beginsLine: brace === '}' },
    ];
  });
}

function gluedBrace(token: CorefileToken, word: string, brace: string): CorefileProblem {
  const write =
    brace === '{' ? `Write ${quoteText(`${word} {`)}, with a space.` : 'Put the brace on a line of its own.';
  return createBroken(
    token,
    `${quoteText(token.text)} has no space before the brace`,
    `CoreDNS takes the brace for a part of the word. ${write}`,
  );
}

import { quoteText } from '../../diagnostics';
import { findVariable } from './environment-variable';
import type { CorefileProblem } from './problem';
import { createBroken, misleading } from './problem';
import type { CorefileToken, CorefileTokens } from './tokenize';

/** Problems of single words. */
export function checkTokens({ tokens, openQuote }: CorefileTokens): readonly CorefileProblem[] {
  const problems = tokens.flatMap(checkToken);
  if (openQuote === undefined) return problems;
  return [
    ...problems,
    createBroken(
      openQuote,
      'The quote is never closed',
      'CoreDNS reads the rest as one word. Close it with another ".',
    ),
  ];
}

function checkToken(token: CorefileToken): readonly CorefileProblem[] {
  const problems: CorefileProblem[] = [];
  if (token.gluedComment) {
    problems.push(
      misleading(
        token,
        `A "#" follows ${quoteText(token.text)} without a space`,
        'CoreDNS ends that comment at the next space, not at the end of the line. Write a space before "#", or put the word into quotes if "#" belongs to it.',
      ),
    );
  }
  const variable = findVariable(token.text);
  if (variable !== undefined) {
    problems.push(
      misleading(
        token,
        `${quoteText(variable)} is an environment variable`,
        'The container of CoreDNS sets none of its own, so CoreDNS reads an empty text.',
      ),
    );
  }
  return problems;
}

import { quoteText } from '../../diagnostics';
import type { CorefileProblem } from './problem';
import { error, warning } from './problem';
import type { Token, Tokens } from './tokenize';

/** What CoreDNS replaces by a variable of its environment before it looks at the word. */
const VARIABLE = /\{\$[^}]+\}|\{%.+?%\}/;

/** Problems that show in the words alone. */
export function checkTokens({ tokens, openQuote }: Tokens): readonly CorefileProblem[] {
  const problems = tokens.flatMap(checkToken);
  if (openQuote === undefined) return problems;
  return [
    ...problems,
    error(openQuote, 'The quote is never closed', 'All that follows is one word. Close it with another ".'),
  ];
}

function checkToken(token: Token): readonly CorefileProblem[] {
  const problems: CorefileProblem[] = [];
  if (token.gluedComment) {
    problems.push(
      warning(
        token,
        `A "#" stands right behind ${quoteText(token.text)}`,
        'CoreDNS takes what follows it up to the next space for a comment, and the rest of the line not. Write a space before "#", or put the word into quotes if it belongs to it.',
      ),
    );
  }
  const variable = VARIABLE.exec(token.text)?.[0];
  if (variable !== undefined) {
    problems.push(
      warning(
        token,
        `${quoteText(variable)} is a variable of the environment`,
        'The container of CoreDNS has none of its own, so that nothing takes its place.',
      ),
    );
  }
  return problems;
}

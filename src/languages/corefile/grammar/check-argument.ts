import { quoteText } from '../../../diagnostics';
import { hasVariable } from '../environment-variable';
import type { ArgumentKind } from '../plugin-grammar';
import type { CorefileProblem } from '../problem';
import { problem } from '../problem';
import type { CorefileToken } from '../tokenize';

/** The problem of one argument of a plugin or option, if it has one. */
export function checkArgument(
  arg: CorefileToken,
  kind: ArgumentKind | undefined,
  owner: CorefileToken,
): readonly CorefileProblem[] {
  if (kind === undefined || hasVariable(arg.text)) return [];
  const fault = kind.findFault(arg.text);
  if (fault === undefined) return [];
  const { consequence = 'refused', message, namesOwner = false, hint } = fault;
  const text = `${quoteText(arg.text)} ${message}${namesOwner ? ` ${quoteText(owner.text)}` : ''}`;
  return [problem(consequence, arg, text, hint)];
}

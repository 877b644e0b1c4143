import { quoteText } from '../../../diagnostics';
import { hasVariable } from '../environment-variable';
import { TEXT } from '../kinds/values';
import type { ArgumentList, CorefileLine, PluginGrammar } from '../plugin-grammar';
import type { CorefileProblem } from '../problem';
import { createRefusal } from '../problem';
import { any, exactly } from './argument-lists';
import { findFaultOfExpression } from './view-expression';

const EXPRESSION: ArgumentList = { ...any(TEXT), check: checkExpression };

/** CoreDNS joins the words of the line. */
function checkExpression({ word, args }: CorefileLine): readonly CorefileProblem[] {
  const expression = args.map(({ text }) => text).join(' ');
  if (hasVariable(expression)) return [];
  const reason = findFaultOfExpression(expression);
  if (reason === undefined) return [];
  const hint = 'Write one such as "incidr(client_ip(), \'10.0.0.0/8\')".';
  return [createRefusal(args[0] ?? word, `${quoteText(expression)} is not an expression: ${reason}`, hint)];
}

/** @see https://coredns.io/plugins/view/ */
export const view: PluginGrammar = {
  name: 'view',
  example: 'view internal {',
  repeated: 'refused',
  args: exactly(TEXT),
  braces: { options: { expr: EXPRESSION } },
};

import { quoteText } from '../../../diagnostics';
import type { CorefileLine } from '../plugin-grammar';
import type { CorefileProblem } from '../problem';
import { createRefusal } from '../problem';

/** Arguments that are there twice. */
export function checkUnique({ args }: CorefileLine): readonly CorefileProblem[] {
  const known = new Set<string>();
  return args.flatMap((arg) => {
    if (known.has(arg.text))
      return [createRefusal(arg, `${quoteText(arg.text)} is there twice`, 'Remove one of the two.')];
    known.add(arg.text);
    return [];
  });
}

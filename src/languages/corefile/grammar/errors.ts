import { quoteText } from '../../../diagnostics';
import { findNearest } from '../../../diagnostics/find-nearest';
import { REGEXP } from '../kinds/expressions';
import { duration, TEXT, word } from '../kinds/values';
import type { ArgumentList, CorefileLine, PluginGrammar } from '../plugin-grammar';
import type { CorefileProblem } from '../problem';
import { createRefusal } from '../problem';
import { isAtLeast, FLAG, optional } from './argument-lists';

const LEVELS = ['warning', 'error', 'info', 'debug'];
const SHOW_FIRST = 'show_first';

/** `consolidate DURATION REGEXP [LEVEL] [show_first]` */
const CONSOLIDATE: ArgumentList = {
  ...isAtLeast(2, duration(), REGEXP, TEXT, TEXT),
  check: checkConsolidate,
};

function checkConsolidate({ args }: CorefileLine): readonly CorefileProblem[] {
  const problems: CorefileProblem[] = [];
  const seen = new Set<'level' | 'first'>();
  for (const arg of args.slice(2, 4)) {
    if (arg.text === SHOW_FIRST) seen.add('first');
    else if (!LEVELS.includes(arg.text)) problems.push(unknownLevel(arg));
    else if (seen.has('level'))
      problems.push(createRefusal(arg, 'consolidate has two levels', 'Remove one of them.'));
    else if (seen.has('first'))
      problems.push(
        createRefusal(arg, `The level is behind ${quoteText(SHOW_FIRST)}`, 'Put the level before it.'),
      );
    else seen.add('level');
  }
  return problems;
}

function unknownLevel(arg: CorefileLine['word']): CorefileProblem {
  const meant = findNearest(arg.text, [...LEVELS, SHOW_FIRST]);
  return createRefusal(
    arg,
    `${quoteText(arg.text)} is not a level of "consolidate"`,
    meant === undefined
      ? `Write "warning", "error", "info", "debug" or ${quoteText(SHOW_FIRST)}.`
      : `Did you mean "${meant}"?`,
  );
}

/** @see https://coredns.io/plugins/errors/ */
export const errors: PluginGrammar = {
  name: 'errors',
  example: 'errors',
  repeated: 'refused',
  args: optional(word('stdout')),
  braces: { options: { stacktrace: FLAG, consolidate: CONSOLIDATE } },
};

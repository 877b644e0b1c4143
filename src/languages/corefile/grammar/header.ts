import { quoteText } from '../../../diagnostics';
import { wordOfAnyCase } from '../kinds/values';
import type { ArgumentList, PluginGrammar, PluginUse } from '../plugin-grammar';
import type { CorefileProblem } from '../problem';
import { createRefusal } from '../problem';
import { SKIPPED } from './argument-lists';

/** `response set aa ra` */
const RULE: ArgumentList = {
  kinds: [wordOfAnyCase('set', 'clear'), wordOfAnyCase('aa', 'ra', 'rd')],
  min: 2,
  rest: wordOfAnyCase('aa', 'ra', 'rd'),
  reader: 'line',
  surplus: 'refused',
};

function checkRules({ word, options }: PluginUse): readonly CorefileProblem[] {
  return options.length > 0
    ? []
    : [
        createRefusal(
          word,
          `${quoteText('header')} has no rule`,
          'Write one in its braces, such as "response set aa".',
        ),
      ];
}

/** @see https://coredns.io/plugins/header/ */
export const header: PluginGrammar = {
  name: 'header',
  example: 'header {',
  repeated: 'first',
  args: SKIPPED,
  braces: { ignoreCase: true, options: { query: RULE, response: RULE } },
  check: checkRules,
};

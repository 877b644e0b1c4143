import { quoteText } from '../../../diagnostics';
import { compileGoRegexp } from '../go/regexp';
import { REGEXP } from '../kinds/expressions';
import { duration, FILE, TEXT } from '../kinds/values';
import { ZONE } from '../kinds/zones';
import type { ArgumentList, CorefileLine, PluginGrammar } from '../plugin-grammar';
import type { CorefileProblem } from '../problem';
import { createRefusal } from '../problem';
import { any, isAtLeast, first, SKIPPED } from './argument-lists';

const DIRECTORY: ArgumentList = { ...isAtLeast(1, FILE, REGEXP, TEXT), check: checkDirectory };

function checkDirectory({ args }: CorefileLine): readonly CorefileProblem[] {
  const [, regexp, template] = args;
  if (regexp === undefined) return [];
  const compiled = compileGoRegexp(regexp.text);
  if ('regexp' in compiled && compiled.regexp.groupCount() === 0) {
    return [
      createRefusal(
        regexp,
        `${quoteText(regexp.text)} has no group`,
        'Write the zone of a file name in parentheses.',
      ),
    ];
  }
  return template === undefined
    ? [
        createRefusal(
          regexp,
          `${quoteText(regexp.text)} has no template behind it`,
          'Write the zone, such as "{1}".',
        ),
      ]
    : [];
}

/** @see https://coredns.io/plugins/auto/ */
export const auto: PluginGrammar = {
  name: 'auto',
  example: 'auto home.arpa {',
  repeated: 'last',
  args: any(ZONE),
  braces: {
    options: { directory: DIRECTORY, reload: first(duration({ min: 0 })), upstream: SKIPPED },
  },
};

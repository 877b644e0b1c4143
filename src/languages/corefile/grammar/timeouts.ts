import { quoteText } from '../../../diagnostics';
import { duration, integer } from '../kinds/values';
import type { ArgumentKind, PluginGrammar, PluginUse } from '../plugin-grammar';
import type { CorefileProblem } from '../problem';
import { createRefusal } from '../problem';
import { exactly, NONE, since } from './argument-lists';

const TIMEOUT = exactly(duration({ min: 1, max: 86_400, numbersAreSeconds: true }));

const ANY_NUMBER = integer({ min: -1 });

const QUERIES: ArgumentKind = {
  title: 'a whole number',
  findFault(text) {
    const fault = ANY_NUMBER.findFault(text);
    const isZero = fault === undefined && Number(text) === 0;
    return fault === undefined && !isZero
      ? undefined
      : { message: fault?.message ?? 'is out of range', hint: 'Write 1 or more, or -1 for no limit.' };
  },
};

function checkAny({ word, options }: PluginUse): readonly CorefileProblem[] {
  return options.length > 0
    ? []
    : [
        createRefusal(
          word,
          `${quoteText('timeouts')} has no timeout`,
          'Write one in its braces, such as "read 5s".',
        ),
      ];
}

/** @see https://coredns.io/plugins/timeouts/ */
export const timeouts: PluginGrammar = {
  name: 'timeouts',
  example: 'timeouts {',
  repeated: 'added',
  args: NONE,
  braces: {
    options: {
      read: TIMEOUT,
      write: TIMEOUT,
      idle: TIMEOUT,
      maxtcpqueries: since('1.14.7', exactly(QUERIES)),
    },
  },
  check: checkAny,
};

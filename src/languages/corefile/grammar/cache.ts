import { quoteText } from '../../../diagnostics';
import { parseGoInteger } from '../go/numbers';
import { duration, integer, percentage, TEXT, word, wordOfAnyCase } from '../kinds/values';
import { ZONE } from '../kinds/zones';
import type { ArgumentKind, ArgumentList, PluginGrammar, PluginUse } from '../plugin-grammar';
import type { CorefileProblem } from '../problem';
import { createRefusal } from '../problem';
import { isAtLeast, exactly, NONE, once, since } from './argument-lists';
import { checkArgument } from './check-argument';

/** Seconds that an answer is kept. */
const TTL = integer({ min: 1, unit: 'seconds' });

/** The first argument is a time if it is a number, and a zone if it is not. */
const TTL_OR_ZONE: ArgumentKind = {
  title: 'a whole number of seconds or a zone',
  findFault: (text) => (parseGoInteger(text) === undefined ? faultOfZone(text) : TTL.findFault(text)),
};

function faultOfZone(text: string) {
  if (!/^\d+[smh]$/.test(text)) return ZONE.findFault(text);
  return {
    message: 'is a zone to CoreDNS, and no time',
    hint: 'Write the number of seconds alone, such as "30".',
    consequence: 'misleading' as const,
  };
}

/** `success CAPACITY [TTL] [MINTTL]` */
const CAPACITY: ArgumentList = {
  kinds: [integer(), TTL, integer({ min: 0, unit: 'seconds' })],
  min: 1,
  reader: 'line',
  surplus: 'ignored',
};

const STALE_TTL = duration({ min: 0, max: 2 ** 32 - 1, wholeSeconds: true });
const RECHECK = duration({ min: 0, max: 300 });

/** `serve_stale [DURATION] [immediate [TTL [RECHECK]] | verify [TIMEOUT [TTL [RECHECK]]]]` */
const SERVE_STALE: ArgumentList = {
  ...isAtLeast(0, duration({ min: 0 }), wordOfAnyCase('immediate', 'verify'), TEXT, TEXT, TEXT),
  check({ word: owner, args }) {
    const verifies = args[1]?.text.toLowerCase() === 'verify';
    const kinds = verifies ? [duration({ min: 0 }), STALE_TTL, RECHECK] : [STALE_TTL, RECHECK];
    const rest = args.slice(2, 5);
    const extra = rest[kinds.length];
    return [
      ...rest.flatMap((arg, index) => checkArgument(arg, kinds[index], owner)),
      ...(extra === undefined
        ? []
        : [createRefusal(extra, '"serve_stale" takes 4 arguments with "immediate"', 'Remove the last one.')]),
    ];
  },
};

/** `disable success|denial [ZONES...]` */
const DISABLE: ArgumentList = {
  kinds: [word('success', 'denial')],
  min: 1,
  rest: ZONE,
  reader: 'line',
  surplus: 'refused',
};

function checkPolicy({ options }: PluginUse): readonly CorefileProblem[] {
  const find = (name: string) => options.find(({ word: { text } }) => text === name);
  const policy = find('serve_stale_policy');
  if (policy === undefined || find('serve_stale') !== undefined) return [];
  return [
    createRefusal(
      policy.word,
      `${quoteText('serve_stale_policy')} needs "serve_stale"`,
      'Add "serve_stale", or remove it.',
    ),
  ];
}

/** @see https://coredns.io/plugins/cache/ */
export const cache: PluginGrammar = {
  name: 'cache',
  example: 'cache 30',
  repeated: 'refused',
  args: { kinds: [TTL_OR_ZONE], min: 0, rest: ZONE, reader: 'line', surplus: 'refused' },
  braces: {
    options: {
      success: CAPACITY,
      denial: CAPACITY,
      prefetch: isAtLeast(1, integer({ min: 0, unit: 'queries' }), duration(), percentage(10, 90)),
      serve_stale: SERVE_STALE,
      serve_stale_policy: since('1.14.7', once(wordOfAnyCase('prefer_positive'))),
      servfail: exactly(duration({ min: 0, max: 300 })),
      disable: DISABLE,
      keepttl: NONE,
    },
  },
  check: checkPolicy,
};

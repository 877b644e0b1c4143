import { duration, FILE, TEXT } from '../kinds/values';
import { ZONE } from '../kinds/zones';
import type { ArgumentKind, ArgumentList, PluginGrammar } from '../plugin-grammar';
import { any, one, SKIPPED } from './argument-lists';
import { checkUnique } from './check-unique';

const HOSTED_ZONE: ArgumentKind = {
  title: 'a zone and its ID',
  findFault: (text) =>
    /^[^:]+:./s.test(text)
      ? undefined
      : {
          message: 'is not a zone and its ID',
          hint: 'Write both with a ":" between them: "home.arpa.:Z1Z2Z3Z4DZ5Z6Z7".',
        },
};

/** `credentials PROFILE [FILE]` */
const CREDENTIALS: ArgumentList = { kinds: [TEXT, FILE], min: 1, reader: 'word', surplus: 'option' };

/** @see https://coredns.io/plugins/route53/ */
export const route53: PluginGrammar = {
  name: 'route53',
  example: 'route53 home.arpa.:Z1Z2Z3Z4DZ5Z6Z7',
  repeated: 'added',
  args: { ...any(HOSTED_ZONE), check: checkUnique },
  braces: {
    options: {
      aws_access_key: { kinds: [TEXT, TEXT], min: 2, reader: 'line', surplus: 'ignored' },
      aws_endpoint: one(TEXT),
      upstream: SKIPPED,
      credentials: CREDENTIALS,
      fallthrough: any(ZONE),
      refresh: one(duration({ above: 0, numbersAreSeconds: true })),
    },
  },
};

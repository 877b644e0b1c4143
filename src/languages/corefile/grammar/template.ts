import { queryClass, queryType, responseCode } from '../kinds/dns-words';
import { GO_TEMPLATE, REGEXP } from '../kinds/expressions';
import { TEXT, parseUnsigned } from '../kinds/values';
import { ZONE } from '../kinds/zones';
import type { PluginGrammar } from '../plugin-grammar';
import { any, isAtLeast, one, SKIPPED, some } from './argument-lists';

/** @see https://coredns.io/plugins/template/ */
export const template: PluginGrammar = {
  name: 'template',
  example: 'template IN A home.arpa {',
  repeated: 'added',
  args: { kinds: [queryClass(), queryType()], min: 2, rest: ZONE, reader: 'line', surplus: 'refused' },
  braces: {
    options: {
      match: some(REGEXP),
      answer: some(GO_TEMPLATE),
      additional: some(GO_TEMPLATE),
      authority: some(GO_TEMPLATE),
      rcode: one(responseCode()),
      ederror: isAtLeast(1, parseUnsigned(16), TEXT),
      fallthrough: any(ZONE),
      upstream: SKIPPED,
    },
  },
};

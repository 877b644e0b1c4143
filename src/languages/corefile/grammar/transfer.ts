import { IP, TRANSFER_SERVER } from '../kinds/network';
import { ZONE } from '../kinds/zones';
import type { ArgumentKind, PluginGrammar, PluginUse } from '../plugin-grammar';
import type { CorefileProblem } from '../problem';
import { createRefusal } from '../problem';
import { any, once, some, since } from './argument-lists';

const SECONDARY: ArgumentKind = {
  ...TRANSFER_SERVER,
  findFault: (text) => (text === '*' ? undefined : TRANSFER_SERVER.findFault(text)),
};

function checkTo({ word, options }: PluginUse): readonly CorefileProblem[] {
  if (options.some(({ word: { text } }) => text === 'to')) return [];
  return [
    createRefusal(word, '"transfer" has no server', 'Write "to" and addresses in its braces, or "to *".'),
  ];
}

/** @see https://coredns.io/plugins/transfer/ */
export const transfer: PluginGrammar = {
  name: 'transfer',
  example: 'transfer {',
  repeated: 'added',
  args: any(ZONE),
  braces: { options: { to: some(SECONDARY), source: since('1.14.5', once(IP)) } },
  check: checkTo,
};

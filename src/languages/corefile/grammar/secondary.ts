import { TRANSFER_SERVER } from '../kinds/network';
import { word } from '../kinds/values';
import { REQUIRED_ZONE, ZONE } from '../kinds/zones';
import type { ArgumentKind, ArgumentList, PluginGrammar, PluginUse } from '../plugin-grammar';
import type { CorefileProblem } from '../problem';
import { createRefusal } from '../problem';
import { any, since } from './argument-lists';

const PRIMARY: ArgumentKind = {
  ...TRANSFER_SERVER,
  findFault: (text) =>
    text === '*'
      ? { message: 'is not a server', hint: 'Write the address that the zone is transferred from.' }
      : TRANSFER_SERVER.findFault(text),
};

/** `transfer from ADDRESS...` */
const TRANSFER: ArgumentList = {
  kinds: [word('from'), PRIMARY],
  min: 2,
  rest: PRIMARY,
  reader: 'line',
  surplus: 'refused',
};

function checkTransfer({ word: name, options }: PluginUse): readonly CorefileProblem[] {
  if (options.some(({ word: { text } }) => text === 'transfer')) return [];
  return [
    createRefusal(name, '"secondary" has no server', 'Write "transfer from" and an address in its braces.'),
  ];
}

/** @see https://coredns.io/plugins/secondary/ */
export const secondary: PluginGrammar = {
  name: 'secondary',
  example: 'secondary {',
  repeated: 'added',
  skipsLeftovers: true,
  args: any(ZONE),
  braces: {
    options: {
      transfer: TRANSFER,
      catalog: since('1.14.5', any(REQUIRED_ZONE)),
      fallthrough: since('1.14.4', any(ZONE)),
    },
  },
  check: checkTransfer,
};

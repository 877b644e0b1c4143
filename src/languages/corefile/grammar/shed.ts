import { quoteText } from '../../../diagnostics';
import { splitZone } from '../go/domain-name';
import type { PluginContext, PluginGrammar, PluginUse } from '../plugin-grammar';
import type { CorefileProblem } from '../problem';
import { createRefusal } from '../problem';
import { NONE } from './argument-lists';

function checkTransport({ word }: PluginUse, { keys }: PluginContext): readonly CorefileProblem[] {
  const other = keys.find((key) => (splitZone(key)?.transport ?? 'dns') !== 'dns');
  if (other === undefined) return [];
  return [
    createRefusal(
      word,
      `"shed" is for plain DNS, and ${quoteText(other)} is not`,
      'Remove it from this server block.',
    ),
  ];
}

/** @see https://coredns.io/plugins/shed/ */
export const shed: PluginGrammar = {
  name: 'shed',
  since: '1.14.7',
  example: 'shed',
  repeated: 'refused',
  args: NONE,
  braces: { options: {} },
  check: checkTransport,
};

import { quoteText } from '../../../diagnostics';
import { NETWORK } from '../kinds/network';
import { duration, FILE, word } from '../kinds/values';
import type { ArgumentList, CorefileLine, PluginGrammar, PluginOptions } from '../plugin-grammar';
import type { CorefileProblem } from '../problem';
import { createRefusal } from '../problem';
import { any, isAtLeast, exactly, since } from './argument-lists';

const WEIGHTED = 'weighted';

/** `round_robin`, or `weighted` and a file. */
const POLICY: ArgumentList = { ...isAtLeast(0, word('round_robin', WEIGHTED), FILE), check: checkFile };

function checkFile({ args }: CorefileLine): readonly CorefileProblem[] {
  const [policy, file] = args;
  if (policy?.text === WEIGHTED && file === undefined) {
    return [
      createRefusal(
        policy,
        `${quoteText(WEIGHTED)} has no file of weights behind it`,
        'Write the path of the file.',
      ),
    ];
  }
  return policy?.text === 'round_robin' && file !== undefined
    ? [createRefusal(file, '"round_robin" takes no argument', 'Remove it.')]
    : [];
}

const OF_WEIGHTED: PluginOptions = { options: { reload: exactly(duration()) } };
const OF_OTHERS: PluginOptions = { options: { prefer: since('1.12.4', any(NETWORK)) } };

/** @see https://coredns.io/plugins/loadbalance/ */
export const loadbalance: PluginGrammar = {
  name: 'loadbalance',
  example: 'loadbalance',
  repeated: 'last',
  args: POLICY,
  braces: (args) => (args[0]?.text === WEIGHTED ? OF_WEIGHTED : OF_OTHERS),
};

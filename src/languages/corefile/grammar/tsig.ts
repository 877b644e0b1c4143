import { quoteText } from '../../../diagnostics';
import { opcode, queryType } from '../kinds/dns-words';
import { FILE, TEXT } from '../kinds/values';
import { ZONE } from '../kinds/zones';
import type { ArgumentKind, ArgumentList, PluginGrammar, PluginUse } from '../plugin-grammar';
import type { CorefileProblem } from '../problem';
import { createRefusal } from '../problem';
import { any, exactly, some, since } from './argument-lists';
import { checkArgument } from './check-argument';

/** `all`, `none`, or words of a kind. */
function allNoneOr(kind: ArgumentKind): ArgumentList {
  return {
    ...some(TEXT),
    check({ word, args }) {
      const [first] = args;
      return first?.text === 'all' || first?.text === 'none'
        ? []
        : args.flatMap((arg) => checkArgument(arg, kind, word));
    },
  };
}

function checkSecrets({ options }: PluginUse): readonly CorefileProblem[] {
  const known = new Set<string>();
  return options.flatMap(({ word, args: [key] }) => {
    if (word.text !== 'secret' || key === undefined) return [];
    const name = key.text.toLowerCase().replace(/\.$/, '');
    if (known.has(name))
      return [createRefusal(key, `${quoteText(key.text)} has two secrets`, 'Remove one of the two.')];
    known.add(name);
    return [];
  });
}

/** @see https://coredns.io/plugins/tsig/ */
export const tsig: PluginGrammar = {
  name: 'tsig',
  example: 'tsig {',
  repeated: 'refused',
  args: any(ZONE),
  braces: {
    options: {
      secret: exactly(TEXT, TEXT),
      secrets: exactly(FILE),
      require: allNoneOr(queryType()),
      require_opcode: since('1.14.3', allNoneOr(opcode())),
    },
  },
  check: checkSecrets,
};

import { quoteText } from '../../../diagnostics';
import { parseGoLiteral } from '../go/numbers';
import { wordOfAnyCase } from '../kinds/values';
import type { ArgumentKind } from '../plugin-grammar';
import type { CorefileProblem } from '../problem';
import { createRefusal } from '../problem';
import type { CorefileToken } from '../tokenize';
import { checkArgument } from './check-argument';

const OPTIONS = wordOfAnyCase('local', 'nsid', 'subnet');
const ACTIONS = wordOfAnyCase('append', 'replace', 'set', 'unset');

/** Variables that CoreDNS fills in. */
const VARIABLES = /^\{(?:qname|qtype|client_ip|client_port|protocol|server_ip|server_port)\}$/;

/** `{plugin/label}`, which a plugin of metadata fills in. */
const METADATA = /^\{[^/]+\/.+\}$/s;

/** `OPTION ACTION [VALUES...] [revert]` */
export function checkEdns0(type: CorefileToken, args: readonly CorefileToken[]): readonly CorefileProblem[] {
  const [option, action] = args;
  if (option === undefined || action === undefined) {
    return [
      createRefusal(
        type,
        `${quoteText(type.text)} needs an option and an action`,
        'Write them: "edns0 nsid set".',
      ),
    ];
  }
  const words = [...checkArgument(option, OPTIONS, type), ...checkArgument(action, ACTIONS, type)];
  if (words.length > 0) return words;
  const unsets = action.text.toLowerCase() === 'unset';
  const reverts = !unsets && args[args.length - 1]?.text === 'revert';
  const kinds = valuesOf(option.text.toLowerCase(), unsets);
  const values = reverts ? args.slice(2, -1) : args.slice(2);
  const extra = values[kinds.length];
  if (extra !== undefined)
    return [createRefusal(extra, `${quoteText(extra.text)} is too much for this rule`, 'Remove it.')];
  if (values.length < kinds.length) {
    const missing = (kinds[values.length] as ArgumentKind).title;
    return [
      createRefusal(args[args.length - 1] ?? type, 'The rule is incomplete', `Write ${missing} behind it.`),
    ];
  }
  return values.flatMap((value, index) => checkArgument(value, kinds[index], type));
}

function valuesOf(option: string, unsets: boolean): readonly ArgumentKind[] {
  if (option === 'local') return unsets ? [CODE] : [CODE, DATA];
  return option === 'subnet' && !unsets ? [prefixLength(32), prefixLength(128)] : [];
}

const CODE: ArgumentKind = {
  title: 'the code of an option',
  findFault: (text) =>
    parseGoLiteral(text, 16) === undefined
      ? { message: 'is not the code of an option', hint: 'Write a number up to 65535, such as "0xffee".' }
      : undefined,
};

const DATA: ArgumentKind = {
  title: 'the data of an option',
  findFault(text) {
    if (text.startsWith('{') && text.endsWith('}')) {
      const known = VARIABLES.test(text) || METADATA.test(text);
      return known ? undefined : { message: 'is not a variable', hint: 'Write one such as "{client_ip}".' };
    }
    return text.startsWith('0x') && !/^0x(?:[\da-f]{2})*$/i.test(text)
      ? { message: 'is not hexadecimal', hint: 'Write pairs of digits behind "0x", or a text without it.' }
      : undefined;
  },
};

function prefixLength(max: number): ArgumentKind {
  return {
    title: 'a prefix length',
    findFault(text) {
      const value = parseGoLiteral(text, 16);
      return value === undefined || value > BigInt(max)
        ? { message: 'is not a prefix length', hint: `Write a number from 0 to ${max}.` }
        : undefined;
    },
  };
}

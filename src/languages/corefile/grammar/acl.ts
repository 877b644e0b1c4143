import { quoteText } from '../../../diagnostics';
import { queryType } from '../kinds/dns-words';
import { NETWORK_OR_IP } from '../kinds/network';
import { ZONE } from '../kinds/zones';
import type { ArgumentKind, ArgumentList, CorefileLine, PluginGrammar } from '../plugin-grammar';
import type { CorefileProblem } from '../problem';
import { createRefusal } from '../problem';
import type { CorefileToken } from '../tokenize';
import { any, SKIPPED } from './argument-lists';
import { checkArgument } from './check-argument';

/** What an action may be limited to: record types or client addresses. */
export interface AclSection {
  readonly word: CorefileToken;
  readonly values: readonly CorefileToken[];
}

const SECTIONS: ReadonlyMap<string, ArgumentKind> = new Map([
  ['type', queryType()],
  ['net', NETWORK_OR_IP],
]);

/** The sections of an action; undefined if it does not begin with one. */
export function aclSections({ args }: CorefileLine): readonly AclSection[] | undefined {
  const sections: { word: CorefileToken; values: CorefileToken[] }[] = [];
  for (const arg of args) {
    if (SECTIONS.has(arg.text.toLowerCase())) sections.push({ word: arg, values: [] });
    else if (sections.length === 0) return undefined;
    else sections[sections.length - 1]?.values.push(arg);
  }
  return sections;
}

function checkSections(line: CorefileLine): readonly CorefileProblem[] {
  const sections = aclSections(line);
  if (sections === undefined) {
    const [arg] = line.args as [CorefileToken];
    return [
      createRefusal(
        arg,
        `${quoteText(arg.text)} is neither "type" nor "net"`,
        'Write "net" before networks.',
      ),
    ];
  }
  return sections.flatMap(({ word, values }) => {
    if (values.length === 0) {
      return [
        createRefusal(
          word,
          `${quoteText(word.text)} has no value`,
          'Write what it is limited to, or "*" for all.',
        ),
      ];
    }
    // CoreDNS does not look at what follows a "*".
    const all = values.findIndex(({ text }) => text === '*');
    const checked = all < 0 ? values : values.slice(0, all);
    return checked.flatMap((value) => checkArgument(value, SECTIONS.get(word.text.toLowerCase()), word));
  });
}

const ACTION: ArgumentList = { ...SKIPPED, check: checkSections };

/** @see https://coredns.io/plugins/acl/ */
export const acl: PluginGrammar = {
  name: 'acl',
  example: 'acl {',
  repeated: 'added',
  args: any(ZONE),
  braces: { ignoreCase: true, options: { allow: ACTION, block: ACTION, filter: ACTION, drop: ACTION } },
};

import { quoteText } from '../../../diagnostics';
import { findNearest } from '../../../diagnostics/find-nearest';
import { isGoIpWithZone } from '../go/addresses';
import { isDnsName } from '../go/domain-name';
import { hasVariable } from '../environment-variable';
import { duration, FILE, integer } from '../kinds/values';
import { ZONE } from '../kinds/zones';
import type { CorefileLine, OtherLine, PluginGrammar, PluginUse } from '../plugin-grammar';
import type { CorefileProblem } from '../problem';
import { misleading, createRefusal } from '../problem';
import { any, exactly, first, NONE, SKIPPED, since } from './argument-lists';

const OPTIONS = {
  fallthrough: any(ZONE),
  fallthrough_unsupported: since('1.14.7', NONE),
  no_reverse: SKIPPED,
  ttl: first(integer({ min: 1, max: 65535, unit: 'seconds' })),
  reload: exactly(duration({ min: 0 })),
};

/**
 * A line of a hosts file. Once there is a `fallthrough`, CoreDNS takes nothing but options; before it, it takes
 * anything, and skips what it cannot use.
 */
function checkEntry({ word, args }: CorefileLine, fallsThrough: boolean): OtherLine {
  const isAddress = isGoIpWithZone(word.text);
  if (fallsThrough) {
    if (!isAddress) return 'unknown';
    const hint = 'CoreDNS takes no more addresses there. Put "fallthrough" last.';
    return [createRefusal(word, `${quoteText(word.text)} is behind "fallthrough"`, hint)];
  }
  if (hasVariable(word.text)) return [];
  if (!isAddress) return [unknownEntry(word, args)];
  if (args.length === 0) {
    return [
      misleading(
        word,
        `${quoteText(word.text)} has no name`,
        'CoreDNS skips the line. Write the name behind it.',
      ),
    ];
  }
  return args
    .filter(({ text }) => !isDnsName(text) && !hasVariable(text))
    .map((name) =>
      misleading(name, `${quoteText(name.text)} is not a domain name`, 'CoreDNS skips it. Correct the name.'),
    );
}

function unknownEntry(word: CorefileLine['word'], args: CorefileLine['args']): CorefileProblem {
  const [address] = args;
  const swapped = address !== undefined && isGoIpWithZone(address.text);
  const meant = findNearest(word.text, Object.keys(OPTIONS));
  const hint = swapped
    ? `CoreDNS skips the line. Did you mean "${address.text} ${word.text}"?`
    : meant === undefined
      ? 'CoreDNS skips the line. Write an address and its names, such as "10.0.0.5 nas.home.arpa".'
      : `CoreDNS skips the line. Did you mean "${meant}"?`;
  return misleading(word, `${quoteText(word.text)} is neither an address nor an option of "hosts"`, hint);
}

function checkFallthrough({ options }: PluginUse): readonly CorefileProblem[] {
  const find = (name: string) => options.find(({ word: { text } }) => text === name);
  const unsupported = find('fallthrough_unsupported');
  if (unsupported === undefined || find('fallthrough') !== undefined) return [];
  return [
    createRefusal(
      unsupported.word,
      '"fallthrough_unsupported" needs "fallthrough"',
      'Add "fallthrough", or remove it.',
    ),
  ];
}

/** @see https://coredns.io/plugins/hosts/ */
export const hosts: PluginGrammar = {
  name: 'hosts',
  example: 'hosts {',
  repeated: 'refused',
  args: { kinds: [FILE], min: 0, rest: ZONE, reader: 'line', surplus: 'refused' },
  braces: () => {
    // Whether a fallthrough was read is kept here: looking for it in all lines before would take quadratic time.
    let seen = 0;
    let fallsThrough = false;
    return {
      options: OPTIONS,
      other(line, before) {
        for (; seen < before.length; seen++) fallsThrough ||= before[seen]?.word.text === 'fallthrough';
        return checkEntry(line, fallsThrough);
      },
    };
  },
  check: checkFallthrough,
};

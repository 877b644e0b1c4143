import { quoteText } from '../../../diagnostics';
import { alternatives } from '../kinds/alternatives';
import type { ArgumentList } from '../plugin-grammar';
import { misleading, createRefusal } from '../problem';
import type { CorefileToken } from '../tokenize';

/** Checks `key file NAME...`, where CoreDNS skips sources that it does not know. */
export function checkKeySource(...sources: readonly string[]): NonNullable<ArgumentList['check']> {
  return ({ args }) => {
    const [source, ...keys] = args as [CorefileToken, ...CorefileToken[]];
    if (sources.includes(source.text)) {
      return keys.length > 0
        ? []
        : [
            createRefusal(
              source,
              `${quoteText(source.text)} has no key behind it`,
              'Write the name of the key.',
            ),
          ];
    }
    const hint = `Write ${alternatives(sources)}, and the keys behind it.`;
    const [key] = keys;
    const message = `${quoteText(source.text)} is not a source of keys`;
    return [key === undefined ? misleading(source, message, hint) : createRefusal(source, message, hint)];
  };
}

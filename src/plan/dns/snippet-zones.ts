import { Unreadable } from '../../address';
import { parseZoneKey, readSnippet } from '../../languages/corefile';
import { pathOf } from '../../diagnostics/profile-path';
import type { CoreDnsPlan } from '../model';
import { memoize } from '../../evaluation/memoize';
import type { OwnZone } from './own-zone';

/** Port of the Service that pods ask. */
const DNS_PORT = 53;

/** The zones that raw `.server` snippets answer for pods, as far as the text can be understood. */
export const snippetZones = memoize(({ snippets }: CoreDnsPlan): readonly OwnZone[] =>
  snippets
    .filter(({ name }) => name.endsWith('.server'))
    .flatMap((snippet) =>
      readSnippet(snippet.text, 'server').blocks.flatMap(({ keys, directives }) => {
        const hasKubernetes = directives.some(({ name }) => name.text === 'kubernetes');
        return keys
          .flatMap(({ text }) => zonesOf(text))
          .filter((zone) => zone !== '.')
          .map((zone) => ({
            zone,
            title: `the snippet "${snippet.name}"`,
            path: pathOf(snippet, 'text'),
            ...(hasKubernetes && { hasKubernetes }),
          }));
      }),
    ),
);

/** The zones of a server block's key; none where it is asked in another way, or cannot be read. */
function zonesOf(key: string): readonly string[] {
  try {
    const { transport, port, zones } = parseZoneKey(key);
    return transport === 'dns' && port === DNS_PORT ? zones : [];
  } catch (error) {
    if (error instanceof Unreadable) return [];
    throw error;
  }
}

import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

/** Networks larger than this are not one's own proxies. */
const LARGEST = { 4: 8, 6: 16 } as const;

export const traefikTrustsEveryone: NetworkRule = {
  id: 'traefik-trusts-everyone',
  severity: 'warning',
  title: 'Everybody may tell Traefik who the client is',
  why:
    'X-Forwarded-For and its like are lines that any client can write. Believed from everywhere, they let anybody pass ' +
    'for any address, past allow lists and rate limits and into the logs.',
  fix: 'Write the addresses of the proxies in front, nothing else.',
  *check({ traefik }, source) {
    for (const cidr of traefik.mode === 'none' ? [] : traefik.trustedIPs) {
      if (cidr.prefixLength >= LARGEST[cidr.family]) continue;
      yield {
        path: pathOf(cidr),
        message: `${source.quote(cidr)} lets everybody write headers that Traefik believes.`,
      };
    }
  },
};

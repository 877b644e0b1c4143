import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

/** What k3s's documentation names as the largest. @see https://docs.k3s.io/networking/basic-network-options */
const SHORTEST_DOCUMENTED = { 4: 12, 6: 112 } as const;

export const serviceCidrBeyondDocumentedSize: NetworkRule = {
  id: 'service-cidr-beyond-documented-size',
  severity: 'warning',
  title: 'serviceCidr is larger than k3s documents',
  why:
    'The API server of this release accepts it. k3s documents /12 for IPv4 and /112 for IPv6 as the largest, and does ' +
    'not test larger ones. serviceCidr cannot be changed later.',
  fix: 'Write a longer prefix. A /16 has 65,534 addresses, and so has an IPv6 /112.',
  check({ serviceCidr, k3sVersion }, report, source) {
    for (const cidr of serviceCidr) {
      const shortest = SHORTEST_DOCUMENTED[cidr.family];
      const refused = cidr.family === 4 ? !k3sVersion.isAtLeast(1, 34) : cidr.prefixLength < 64;
      const early = cidr.family === 6 && !k3sVersion.isAtLeast(1, 34) && cidr.prefixLength < 108;
      if (cidr.prefixLength >= shortest || refused || early) continue;
      report({
        path: pathOf(cidr),
        message: `${source.quote(cidr)} is larger than /${shortest}, the largest IPv${cidr.family} service network that k3s documents.`,
        hint: `It cannot be changed later. ${cidr.family === 4 ? 'A /16' : 'A /112'} is enough for 65,534 Services.`,
      });
    }
  },
};

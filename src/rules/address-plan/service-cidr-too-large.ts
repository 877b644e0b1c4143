import type { Family } from '../../address';
import type { K3sVersion } from '../../releases';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const serviceCidrTooLarge: NetworkRule = {
  id: 'service-cidr-too-large',
  severity: 'error',
  title: 'serviceCidr is larger than the API server accepts',
  why:
    'Before v1.34 the API server keeps a bitmap of all service addresses and rejects more than 2^20: /12 for IPv4, ' +
    '/108 for IPv6. From v1.34 on, only IPv6 has a limit, /64. Otherwise neither the API server nor k3s starts.',
  fix: 'Write a longer prefix. A /16 has 65,534 addresses, and so has an IPv6 /112.',
  check({ serviceCidr, k3sVersion }, report, source) {
    for (const cidr of serviceCidr) {
      const shortest = shortestPrefix(cidr.family, k3sVersion);
      if (cidr.prefixLength >= shortest) continue;
      report({
        path: pathOf(cidr),
        message: `${source.quote(cidr)} is larger than /${shortest}, the largest IPv${cidr.family} service network of k3s ${k3sVersion.toString()}.`,
        hint: `The API server would not start. ${cidr.family === 4 ? 'A /16' : 'A /112'} is enough for 65,534 Services.`,
      });
    }
  },
};

/** @see https://kubernetes.io/docs/reference/networking/virtual-ips/#ip-address-objects */
function shortestPrefix(family: Family, version: K3sVersion): number {
  if (version.isAtLeast(1, 34)) return family === 4 ? 0 : 64;
  return family === 4 ? 12 : 108;
}

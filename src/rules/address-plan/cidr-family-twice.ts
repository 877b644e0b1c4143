import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const cidrFamilyTwice: NetworkRule = {
  id: 'cidr-family-twice',
  severity: 'error',
  title: 'Two pod networks or two service networks of one address family',
  why:
    'Kubernetes accepts one network per family: one, or one IPv4 and one IPv6. With two of a family, the API server ' +
    'and the controller manager exit.',
  fix: 'Keep one network per family. For more addresses, write a shorter prefix.',
  check({ clusterCidr, serviceCidr }, report, source) {
    for (const cidrs of [clusterCidr, serviceCidr]) {
      for (const [index, cidr] of cidrs.entries()) {
        const earlier = cidrs.slice(0, index).find(({ family }) => family === cidr.family);
        if (earlier === undefined) continue;
        report({
          path: pathOf(cidr),
          message: `${source.quote(cidr)} is a second IPv${cidr.family} network beside ${source.quote(earlier)} (${source.line(earlier)}).`,
          hint: `Kubernetes accepts one per family. Keep one, with a prefix shorter than /${Math.min(cidr.prefixLength, earlier.prefixLength)} if you need more.`,
        });
      }
    }
  },
};

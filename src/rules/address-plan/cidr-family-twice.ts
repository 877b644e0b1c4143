import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const cidrFamilyTwice: NetworkRule = {
  id: 'cidr-family-twice',
  severity: 'error',
  title: 'There are two pod or service networks of one family',
  why:
    'Kubernetes takes one network of each family: one, or one IPv4 and one IPv6. With two of a family the API server ' +
    'and the controller manager end at once.',
  fix: 'Keep one network of each family. To have more addresses, write a shorter prefix.',
  *check({ clusterCidr, serviceCidr }, source) {
    for (const cidrs of [clusterCidr, serviceCidr]) {
      for (const [index, cidr] of cidrs.entries()) {
        const earlier = cidrs.slice(0, index).find(({ family }) => family === cidr.family);
        if (earlier === undefined) continue;
        yield {
          path: pathOf(cidr),
          message: `${source.quote(cidr)} is a second IPv${cidr.family} network beside ${source.quote(earlier)} (${source.line(earlier)}).`,
          hint: `Kubernetes takes one of each family. Keep one, with a prefix shorter than /${Math.min(cidr.prefixLength, earlier.prefixLength)} if you need more.`,
        };
      }
    }
  },
};

import { pathOf } from '../../diagnostics';
import { listNetworks } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const cidrNotCanonical: NetworkRule = {
  id: 'cidr-not-canonical',
  severity: 'error',
  title: 'A network is written with bits set after its prefix',
  why:
    'k3s masks such bits without a word, so the cluster gets another network than the one that is written. ' +
    'clusterCidr and serviceCidr cannot be changed afterwards.',
  fix: 'Write the network address, all bits after the prefix 0.',
  *check(plan, source) {
    for (const cidr of listNetworks(plan)) {
      if (cidr.isCanonical) continue;
      yield {
        path: pathOf(cidr),
        message: `${source.quote(cidr)} has bits set after the prefix of ${cidr.prefixLength}; the network is ${cidr.canonical.toString()}.`,
        hint: `k3s would take the network without a word. Write ${cidr.canonical.toString()}.`,
      };
    }
  },
};

import { pathOf } from '../../diagnostics';
import { listNetworks } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const cidrNotCanonical: NetworkRule = {
  id: 'cidr-not-canonical',
  severity: 'error',
  title: 'Network with bits set after its prefix',
  why:
    'k3s masks these bits silently, so the cluster gets another network than the one that is written. clusterCidr and ' +
    'serviceCidr cannot be changed later.',
  fix: 'Write the network address, with all bits after the prefix zero.',
  check(plan, report, source) {
    for (const cidr of listNetworks(plan)) {
      if (cidr.isCanonical) continue;
      report({
        path: pathOf(cidr),
        message: `${source.quote(cidr)} has bits set after the prefix of ${cidr.prefixLength}; the network is ${cidr.canonical.toString()}.`,
        hint: `k3s masks these bits silently. Write ${cidr.canonical.toString()}.`,
      });
    }
  },
};

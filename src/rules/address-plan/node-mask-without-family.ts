import type { Family } from '../../address';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const nodeMaskWithoutFamily: NetworkRule = {
  id: 'node-mask-without-family',
  severity: 'warning',
  title: 'Node mask for an address family that clusterCidr does not have',
  why: 'k3s-netstack ignores the key: pods have no addresses of this family.',
  fix: 'Remove the key, or add a network of this family to clusterCidr and serviceCidr.',
  check(plan, report, source) {
    for (const family of [4, 6] satisfies Family[]) {
      const path = pathOf(plan, `nodeCidrMaskSizeIpv${family}`);
      if (!source.states(path) || plan.clusterCidr.some((cidr) => cidr.family === family)) continue;
      report({
        path,
        message: `${source.quote(path)} has no effect: clusterCidr has no IPv${family} network.`,
      });
    }
  },
};

import type { Cidr } from '../../address';
import type { NodePlan } from '../../plan';
import { pathOf, citeValue } from '../../diagnostics';
import { findAddressOfFamily } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const nodeFamilyMissing: NetworkRule = {
  id: 'node-family-missing',
  severity: 'error',
  title: 'Node without an address of a family that pods have',
  why:
    'Nodes carry the pod traffic of each family over their own addresses of that family. Without one, k3s refuses to ' +
    'start: "cluster-cidr and node-ip must share the same IP version".',
  fix: 'Add an address of that family to nodeIp, or remove the family from clusterCidr and serviceCidr.',
  check({ nodes, clusterCidr }, report, source) {
    for (const cidr of clusterCidr) {
      const without = nodes.filter((node) => findAddressOfFamily(node, cidr.family) === undefined);
      if (without.length === nodes.length && source.states(pathOf(cidr))) {
        report({
          path: pathOf(cidr),
          message: `${source.quote(cidr)} gives pods IPv${cidr.family}, and no node has an IPv${cidr.family} address.`,
          hint: 'k3s would not start on any node. Add such an address to each nodeIp, or remove this network.',
        });
      } else for (const node of without) report(finding(node, cidr));
    }

    function finding(node: NodePlan, cidr: Cidr) {
      return {
        path: pathOf(node, 'nodeIp'),
        message: `node "${node.name}" has no IPv${cidr.family} address, and pods have one of ${citeValue(source, cidr)}.`,
        hint: `k3s would not start on it. Add its IPv${cidr.family} address.`,
      };
    }
  },
};

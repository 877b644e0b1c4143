import type { Family } from '../../address';
import type { NodePlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const flannelExternalIpMissing: NetworkRule = {
  id: 'flannel-external-ip-missing',
  severity: 'warning',
  title: 'flannel.externalIp is set and a node has no external address',
  why:
    'flannel announces the nodeIp of such a node. Nodes of other sites send its pod traffic there, to an address that ' +
    'is unknown or belongs to another host at their site.',
  fix: 'Set nodeExternalIp on every node, one per family of pods, or remove flannel.externalIp.',
  check({ flannel, nodes, clusterCidr }, report, source) {
    if (!flannel.externalIp || flannel.backend === 'none' || flannel.backend === 'host-gw') return;
    const path = pathOf(flannel, 'externalIp');
    const families = clusterCidr.map(({ family }) => family);
    for (const node of nodes) {
      const lack = lackOf(node, families);
      if (lack === undefined) continue;
      report({
        path: node.nodeExternalIp.length > 0 ? pathOf(node, 'nodeExternalIp') : pathOf(node),
        message: `node "${node.name}" has no ${lack}, and flannel.externalIp (${source.line(path)}) requires one.`,
        hint: 'Nodes of other sites could not reach its pods. Set nodeExternalIp, or remove flannel.externalIp.',
      });
    }
  },
};

function lackOf({ nodeExternalIp }: NodePlan, families: readonly Family[]): string | undefined {
  if (nodeExternalIp.length === 0) return 'nodeExternalIp';
  const missing = families.find((family) => !nodeExternalIp.some((address) => address.family === family));
  return missing && `external IPv${missing} address`;
}

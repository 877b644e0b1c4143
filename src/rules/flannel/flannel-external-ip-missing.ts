import type { Family } from '../../address';
import type { NodePlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const flannelExternalIpMissing: NetworkRule = {
  id: 'flannel-external-ip-missing',
  severity: 'warning',
  title: 'flannel is to use external addresses, and a node lacks one',
  why:
    'Such a node tells the others its nodeIp. Nodes of other sites send its pod traffic there, to an address that means ' +
    'nothing or somebody else where they are.',
  fix: 'Set nodeExternalIp on every node, one of each family that pods have, or leave flannel.externalIp out.',
  *check({ flannel, nodes, clusterCidr }, source) {
    if (!flannel.externalIp || flannel.backend === 'none' || flannel.backend === 'host-gw') return;
    const path = pathOf(flannel, 'externalIp');
    const families = clusterCidr.map(({ family }) => family);
    for (const node of nodes) {
      const lack = lackOf(node, families);
      if (lack === undefined) continue;
      yield {
        path: node.nodeExternalIp.length > 0 ? pathOf(node, 'nodeExternalIp') : pathOf(node),
        message: `node "${node.name}" has no ${lack}, and flannel.externalIp (${source.line(path)}) asks for one.`,
        hint: 'Nodes of other sites could not reach its pods. Set nodeExternalIp, or leave flannel.externalIp out.',
      };
    }
  },
};

function lackOf({ nodeExternalIp }: NodePlan, families: readonly Family[]): string | undefined {
  if (nodeExternalIp.length === 0) return 'nodeExternalIp';
  const missing = families.find((family) => !nodeExternalIp.some((address) => address.family === family));
  return missing && `external IPv${missing} address`;
}

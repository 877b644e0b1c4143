import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const flannelIfaceMissing: NetworkRule = {
  id: 'flannel-iface-missing',
  severity: 'hint',
  title: 'A node with more than one network does not say which one is for pod traffic',
  why:
    'Without flannelIface, flannel takes the interface of the default route and its first address, whatever nodeIp says. ' +
    'On a machine with a second network, pods of this node are then looked for at an address that others cannot reach.',
  fix: 'Set flannelIface to the interface that has nodeIp, or flannel.iface where it has the same name everywhere.',
  *check({ nodes, flannel }, source) {
    if (flannel.backend === 'none' || flannel.externalIp || nodes.length < 2) return;
    const other = nodes.find(({ flannelIface }) => flannelIface !== undefined);
    for (const node of nodes) {
      if (node.flannelIface !== undefined) continue;
      const reason =
        node.nodeExternalIp.length > 0
          ? ` and a second address, ${source.quote(node.nodeExternalIp[0] as object)}`
          : other && `, unlike node "${other.name}" (${source.line(pathOf(other, 'flannelIface'))})`;
      if (reason === undefined) continue;
      yield {
        path: pathOf(node),
        message: `node "${node.name}" has no flannelIface${reason}.`,
        hint: 'flannel takes the interface of the default route, whatever nodeIp says. Set flannelIface to that of nodeIp.',
      };
    }
  },
};

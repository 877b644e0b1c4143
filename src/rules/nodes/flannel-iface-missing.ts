import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const flannelIfaceMissing: NetworkRule = {
  id: 'flannel-iface-missing',
  severity: 'hint',
  title: 'Node with several networks has no flannelIface',
  why:
    'Without flannelIface, flannel uses the interface of the default route and its first address, whatever nodeIp is. ' +
    'On a host with a second network, the other nodes then send the pod traffic of this node to an address that they ' +
    'cannot reach.',
  fix: 'Set flannelIface to the interface with nodeIp, or flannel.iface where all nodes use the same name.',
  check({ nodes, flannel }, report, source) {
    if (flannel.backend === 'none' || flannel.externalIp || nodes.length < 2) return;
    const other = nodes.find(({ flannelIface }) => flannelIface !== undefined);
    for (const node of nodes) {
      if (node.flannelIface !== undefined) continue;
      const reason =
        node.nodeExternalIp.length > 0
          ? ` and a second address, ${source.quote(node.nodeExternalIp[0] as object)}`
          : other && `, unlike node "${other.name}" (${source.line(pathOf(other, 'flannelIface'))})`;
      if (reason === undefined) continue;
      report({
        path: pathOf(node),
        message: `node "${node.name}" has no flannelIface${reason}.`,
        hint: 'flannel uses the interface of the default route, whatever nodeIp is. Set flannelIface to the interface with nodeIp.',
      });
    }
  },
};

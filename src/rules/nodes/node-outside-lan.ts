import { contains } from '../../address';
import { pathOf, citeValue } from '../../diagnostics';
import { listClusterNetworks, findSegment } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const nodeOutsideLan: NetworkRule = {
  id: 'node-outside-lan',
  severity: 'error',
  title: 'Node address outside the LAN',
  why:
    'Everything derived from the LAN would be wrong for this node: which neighbours it reaches directly, and which ' +
    'addresses it can announce. Most often a digit is mistyped, and the node never joins.',
  fix: 'Correct the address, or add its network to lan.cidr, which accepts several.',
  check(plan, report, source) {
    const { lan, nodes, flannel } = plan;
    // Nodes that reach each other by external addresses may each be in a separate network.
    const onTheLan = nodes.filter(({ nodeExternalIp }) => !flannel.externalIp || nodeExternalIp.length === 0);
    for (const address of onTheLan.flatMap(({ nodeIp }) => nodeIp)) {
      if (findSegment(lan, address) !== undefined) continue;
      if (listClusterNetworks(plan).some(({ cidr }) => contains(cidr, address))) continue;
      const cidr = lan.cidr.find(({ family }) => family === address.family);
      report({
        path: pathOf(address),
        message: `${source.quote(address)} is outside the LAN${cidr === undefined ? `, which has no IPv${address.family} network` : ` ${citeValue(source, cidr)}`}.`,
        hint: 'Correct the address, or add its network to lan.cidr, which accepts several.',
      });
    }
  },
};

import { contains } from '../../address';
import { at, cited } from '../../diagnostics';
import { clusterNetworks, segmentOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const nodeOutsideLan: NetworkRule = {
  id: 'node-outside-lan',
  severity: 'error',
  title: "A node's address is not in the LAN",
  why:
    'Everything that is derived from the LAN would be wrong for this node: which neighbours it reaches directly, and ' +
    'which addresses it can announce. Most often a digit is mistyped, and the node never joins.',
  fix: 'Correct the address, or add its network to lan.cidr: it takes several.',
  *check(plan, source) {
    const { lan, nodes, flannel } = plan;
    // Nodes that meet by their external addresses may each be in a network of their own.
    const onTheLan = nodes.filter(({ nodeExternalIp }) => !flannel.externalIp || nodeExternalIp.length === 0);
    for (const address of onTheLan.flatMap(({ nodeIp }) => nodeIp)) {
      if (segmentOf(lan, address) !== undefined) continue;
      if (clusterNetworks(plan).some(({ cidr }) => contains(cidr, address))) continue;
      const cidr = lan.cidr.find(({ family }) => family === address.family);
      yield {
        at: at(address),
        message: `${source.quote(address)} is outside the LAN${cidr === undefined ? `, which has no IPv${address.family} network` : ` ${cited(source, cidr)}`}.`,
        hint: 'Correct the address, or add its network to lan.cidr: it takes several.',
      };
    }
  },
};

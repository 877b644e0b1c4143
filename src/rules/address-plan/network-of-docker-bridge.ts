import { Cidr, overlaps } from '../../address';
import { pathOf } from '../../diagnostics';
import { listNetworks } from '../../plan';
import { describeClaim } from '../network-clash';
import type { NetworkRule } from '../network-rule';

/** The default networks of bridges that Docker and libvirt create on a host. */
const BRIDGES = [
  { cidr: Cidr.parse('172.17.0.0/16'), claim: "the default network of Docker's bridge docker0" },
  { cidr: Cidr.parse('192.168.122.0/24'), claim: "the default network of libvirt's bridge virbr0" },
];

export const networkOfDockerBridge: NetworkRule = {
  id: 'network-of-docker-bridge',
  severity: 'hint',
  title: 'Network of the default Docker or libvirt bridge',
  why:
    'Where Docker or libvirt runs on a node, the node has a bridge with this network. Packets for pods, Services or ' +
    'the LAN then go to the bridge.',
  fix: 'Choose another network, or run neither on the nodes.',
  check(plan, report, source) {
    for (const cidr of listNetworks(plan)) {
      // In a wider network only a part is affected.
      const bridge = BRIDGES.find((one) => overlaps(one.cidr, cidr) && cidr.prefixLength > 12);
      if (bridge === undefined) continue;
      report({
        path: pathOf(cidr),
        message: `${source.quote(cidr)} ${describeClaim(cidr, bridge.cidr, bridge.claim)}.`,
        hint: 'On a node that runs it, these packets go to the bridge. Choose another network.',
      });
    }
  },
};

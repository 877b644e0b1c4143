import { Cidr, overlaps } from '../../address';
import { pathOf } from '../../diagnostics';
import { listNetworks } from '../../plan';
import { describeClaim } from '../network-clash';
import type { NetworkRule } from '../network-rule';

/** The networks that these programs make for themselves on a machine, unless told otherwise. */
const BRIDGES = [
  { cidr: Cidr.parse('172.17.0.0/16'), claim: 'what Docker gives its bridge docker0' },
  { cidr: Cidr.parse('192.168.122.0/24'), claim: 'what libvirt gives its bridge virbr0' },
];

export const networkOfDockerBridge: NetworkRule = {
  id: 'network-of-docker-bridge',
  severity: 'hint',
  title: 'A network is one that Docker or libvirt takes on each machine',
  why:
    'Where Docker or libvirt runs on a node, the node has a bridge with that network, and packets for pods, Services or ' +
    'the LAN end there.',
  fix: 'Choose another network, or see to it that neither program runs on the nodes.',
  *check(plan, source) {
    for (const cidr of listNetworks(plan)) {
      // A wider network goes on working: the bridge takes only its own part of it.
      const bridge = BRIDGES.find((one) => overlaps(one.cidr, cidr) && cidr.prefixLength > 12);
      if (bridge === undefined) continue;
      yield {
        path: pathOf(cidr),
        message: `${source.quote(cidr)} ${describeClaim(cidr, bridge.cidr, bridge.claim)}.`,
        hint: 'On a node that runs it, those packets end at the bridge. Choose another network.',
      };
    }
  },
};

import type { NodeCheck, NodeVerification } from '../../check';
import type { Observation } from '../../finding';
import { compared } from '../../finding';
import type { FlannelDevice, Share } from '../../flannel';
import { deviceOf, readPeers } from '../../flannel';
import type { ForwardingEntry, Neighbour } from '../../readings';
import { readForwarding, readNeighbours } from '../../readings';

/** How the VXLAN device finds the other ends of its tunnels: flannel writes it, nothing is learned. */
export const flannelForwarding: NodeCheck = {
  id: 'flannel-forwarding',
  scope: 'node',
  title: 'the VXLAN device knows where every other node is',
  why: "Without the neighbour entry the kernel does not know the other device's MAC address, without the forwarding entry not the node to send it to: packets are dropped without a word.",
  applies: ({ flannel, nodes }) => flannel.backend === 'vxlan' && !flannel.directRouting && nodes.length > 1,
  async *look(on: NodeVerification) {
    const peers = await readPeers(on, on.self);
    const [neighbours, entries] = await Promise.all([readNeighbours(on.here), readForwarding(on.here)]);
    for (const peer of peers) {
      const device = deviceOf(on.plan, peer.family);
      if (device !== undefined) yield entriesFor(peer, device, neighbours, entries);
    }
  },
};

function entriesFor(
  peer: Share,
  device: FlannelDevice,
  neighbours: readonly Neighbour[],
  entries: readonly ForwardingEntry[],
): Observation {
  const { node, vtep, mac = 'unknown', underlay } = peer;
  const neighbour = neighbours.find((one) => one.device === device.name && one.address === vtep);
  const targets = entries.filter((one) => one.device === device.name && one.mac === mac).map(({ to }) => to);
  const found = entryText(vtep, neighbour?.mac ?? 'no MAC', targets.join(' and ') || 'nowhere');
  const planned = entryText(vtep, mac, underlay);
  return compared(found === planned, {
    looked: `neighbour and forwarding entries of ${device.name} for ${node.name} (ip -j neighbour, bridge -j fdb)`,
    found,
    planned,
    next: [
      `ip neighbour replace ${vtep} lladdr ${mac} dev ${device.name} nud permanent`,
      `bridge fdb replace ${mac} dev ${device.name} dst ${underlay} self permanent`,
      'or restart k3s on this node: flannel writes both anew',
    ].join('; '),
  });
}

function entryText(vtep: string, mac: string, underlay: string): string {
  return `${vtep} has ${mac}, which is sent to ${underlay}`;
}

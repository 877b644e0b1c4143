import type { NodePlan } from '../../../plan';
import type { NodeCheck, NodeContext } from '../../check';
import type { Observation } from '../../finding';
import { passIf } from '../../finding';
import type { FlannelDevice, Share } from '../../flannel';
import { deviceOf, readPeers } from '../../flannel';
import { formatRestart } from '../../node/node-commands';
import type { ForwardingEntry, Neighbour } from '../../readings';
import { readForwarding, readNeighbours } from '../../readings';

/** The neighbour and forwarding entries of the VXLAN device, which flannel writes. */
export const flannelForwarding: NodeCheck = {
  id: 'flannel-forwarding',
  scope: 'node',
  title: 'the VXLAN device has the neighbour and forwarding entries of every other node',
  why: "Without the neighbour entry the kernel lacks the remote device's MAC address, and without the forwarding entry the node's address. It drops the packets without an error.",
  dependsOn: ['flannel-device', 'flannel-annotations'],
  applies: ({ flannel, nodes }) => flannel.backend === 'vxlan' && !flannel.directRouting && nodes.length > 1,
  async *observe(context: NodeContext) {
    const peers = await readPeers(context, context.self);
    const [neighbours, entries] = await Promise.all([
      readNeighbours(context.host),
      readForwarding(context.host),
    ]);
    for (const peer of peers) {
      const device = deviceOf(context.plan, peer.family);
      if (device !== undefined) yield compareEntries(peer, device, neighbours, entries, context.self);
    }
  },
};

function compareEntries(
  peer: Share,
  device: FlannelDevice,
  neighbours: readonly Neighbour[],
  entries: readonly ForwardingEntry[],
  self: NodePlan,
): Observation {
  const { node, vtep, mac = 'unknown', underlay } = peer;
  const neighbour = neighbours.find((one) => one.device === device.name && one.address === vtep);
  const targets = entries.filter((one) => one.device === device.name && one.mac === mac).map(({ to }) => to);
  const found = formatEntry(vtep, neighbour?.mac ?? 'no MAC', targets.join(' and ') || 'nowhere');
  const planned = formatEntry(vtep, mac, underlay);
  return passIf(found === planned, {
    nodes: [node.name],
    subject: `neighbour and forwarding entries of ${device.name} for ${node.name} (ip -j neighbour, bridge -j fdb)`,
    found,
    planned,
    next: [
      `ip neighbour replace ${vtep} lladdr ${mac} dev ${device.name} nud permanent`,
      `bridge fdb replace ${mac} dev ${device.name} dst ${underlay} self permanent`,
      `or ${formatRestart(self)}, which writes both again`,
    ].join('; '),
  });
}

function formatEntry(vtep: string, mac: string, underlay: string): string {
  return `${vtep} has ${mac}, which the device sends to ${underlay}`;
}

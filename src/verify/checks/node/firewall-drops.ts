import type { Address } from '../../../address';
import type { NetworkPlan } from '../../../plan';
import { findAddressOfFamily } from '../../../plan';
import type { NodeCheck, NodeContext } from '../../check';
import { fail, pass } from '../../finding';
import type { Packet } from '../../firewall';
import { findDrop } from '../../firewall';
import type { Share } from '../../flannel';
import { deviceOf, readPeers, deriveShares } from '../../flannel';
import { readLinks, readNode, readTables } from '../../readings';
import { listRequiredPorts } from '../../node/required-ports';

/** The node's firewall and the packets that the cluster needs. */
export const firewallDrops: NodeCheck = {
  id: 'firewall-drops',
  scope: 'node',
  title: "the node's firewall drops no packet that the cluster needs",
  why: 'ufw, firewalld and old rules drop packets that they do not list, such as those of the tunnel between nodes; no log reports it.',
  async *observe(context: NodeContext) {
    const required = [...(await listNodePackets(context)), ...(await listPodPackets(context))];
    const drops = new Map<string, Set<string>>();
    for (const { what, packet } of required) {
      const tables = await readTables(context.host, packet.source.family);
      const rule = findDrop(packet, tables);
      if (rule !== undefined) drops.set(rule, (drops.get(rule) ?? new Set<string>()).add(what));
    }
    for (const [rule, what] of drops) yield reportDrop(rule, [...what], context.self.name);
    if (drops.size > 0) return;
    const passing = [...new Set(required.map(({ what }) => what.replace(/ (from|to) .*/, '')))].join(', ');
    yield pass({ subject: SUBJECT, found: `no rule drops ${passing}`, planned: 'no rule drops them' });
  },
};

const SUBJECT = 'iptables-save, nft -j list ruleset';

function reportDrop(rule: string, what: readonly string[], node: string) {
  return fail({
    ...{ subject: SUBJECT, planned: `no rule drops ${what.join('; ')}` },
    found: `"${rule}" drops ${what.join('; ')}`,
    proof: `on ${node}: iptables-save; nft list ruleset`,
    next: `on ${node}: remove the rule, or accept the packets before it (ufw allow, firewall-cmd --permanent --add-port; trust the pod networks as sources)`,
  });
}

interface RequiredPacket {
  /** `UDP 8472 from pi1` */
  readonly what: string;
  readonly packet: Packet;
}

/** The packets between this node and the others, in both directions. */
async function listNodePackets({ plan, self, host }: NodeContext): Promise<readonly RequiredPacket[]> {
  const links = await readLinks(host);
  const deviceWith = (address: Address) =>
    links.find(({ addresses }) => addresses.some((one) => one.address === address.toString()))?.name;
  return plan.nodes
    .filter((node) => node !== self)
    .flatMap((other) =>
      listRequiredPorts(plan, self, other).flatMap(
        ({ protocol, port, family, direction }): RequiredPacket[] => {
          const [own, theirs] = [findAddressOfFamily(self, family), findAddressOfFamily(other, family)];
          const device = own && deviceWith(own);
          if (own === undefined || theirs === undefined || device === undefined) return [];
          const what = `${protocol.toUpperCase()} ${port} ${direction === 'in' ? 'from' : 'to'} ${other.name}`;
          const packet: Packet =
            direction === 'in'
              ? { protocol, port, source: theirs, destination: own, inDevice: device }
              : { protocol, port, source: own, destination: theirs, outDevice: device };
          return [{ what, packet }];
        },
      ),
    );
}

/** Index of an address that no pod has: rules for single pods are NetworkPolicies, which are intended. */
const UNUSED = 250n;

/** The packets between pods of this node and of the others. */
async function listPodPackets(context: NodeContext): Promise<readonly RequiredPacket[]> {
  const { plan, self } = context;
  if (plan.flannel.backend === 'none') return [];
  const own = deriveShares(plan, self, await readNode(context.cluster, self.name));
  const peers = await readPeers(context, self);
  return peers.flatMap((peer) => {
    const share = own.find(({ family }) => family === peer.family);
    return share === undefined ? [] : listForwarded(share, peer, plan, self.flannelIface);
  });
}

function listForwarded(
  own: Share,
  peer: Share,
  plan: NetworkPlan,
  iface?: string,
): readonly RequiredPacket[] {
  const [host, there] = [own.podCidr.canonical.at(UNUSED), peer.podCidr.canonical.at(UNUSED)];
  const overlay = deviceOf(plan, peer.family)?.name ?? iface;
  if (overlay === undefined) return [];
  const common = { protocol: 'tcp', port: 8080 } as const;
  return [
    {
      what: `forwarded packets from pods of ${peer.node.name}`,
      packet: { ...common, source: there, destination: host, inDevice: overlay, outDevice: 'cni0' },
    },
    {
      what: `forwarded packets to pods of ${peer.node.name}`,
      packet: { ...common, source: host, destination: there, inDevice: 'cni0', outDevice: overlay },
    },
  ];
}

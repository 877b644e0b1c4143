import type { Address } from '../../../address';
import type { NetworkPlan } from '../../../plan';
import { findAddressOfFamily } from '../../../plan';
import type { NodeCheck, NodeVerification } from '../../check';
import { fails, holds } from '../../finding';
import type { Packet } from '../../firewall';
import { surelyDropped } from '../../firewall';
import type { Share } from '../../flannel';
import { deviceOf, readPeers, sharesOf } from '../../flannel';
import { readLinks, readNode, readTables } from '../../readings';
import { wantedPorts } from '../../node/wanted-ports';

/** What the cluster needs to pass the node's own rules, whoever wrote them. */
export const firewallDrops: NodeCheck = {
  id: 'firewall-drops',
  scope: 'node',
  title: "no rule of the node's firewall drops what the cluster needs",
  why: 'ufw, firewalld and rules of old drop what they do not know: the tunnel between the nodes first, which no log says.',
  async *look(on: NodeVerification) {
    const wanted = [...(await nodePackets(on)), ...(await podPackets(on))];
    const drops = new Map<string, Set<string>>();
    for (const { what, packet } of wanted) {
      const tables = await readTables(on.here, packet.source.family);
      const rule = surelyDropped(packet, tables);
      if (rule !== undefined) drops.set(rule, (drops.get(rule) ?? new Set<string>()).add(what));
    }
    for (const [rule, what] of drops) yield dropped(rule, [...what], on.self.name);
    if (drops.size > 0) return;
    const passing = [...new Set(wanted.map(({ what }) => what.replace(/ (from|to) .*/, '')))].join(', ');
    yield holds({ looked: LOOKED, found: `nothing drops ${passing}`, planned: 'all of it passes' });
  },
};

const LOOKED = 'iptables-save, nft -j list ruleset';

function dropped(rule: string, what: readonly string[], node: string) {
  return fails({
    ...{ looked: LOOKED, planned: `${what.join('; ')}: it passes` },
    found: `${rule}: it drops ${what.join('; ')}`,
    next: `remove that rule on ${node}, or let it pass before (ufw allow, firewall-cmd --permanent --add-port; trust the pod networks as sources)`,
  });
}

interface Wanted {
  /** `UDP 8472 from pi1` */
  readonly what: string;
  readonly packet: Packet;
}

/** Between the nodes themselves, in and out. */
async function nodePackets({ plan, self, here }: NodeVerification): Promise<readonly Wanted[]> {
  const links = await readLinks(here);
  const deviceWith = (address: Address) =>
    links.find(({ addresses }) => addresses.some((one) => one.address === address.toString()))?.name;
  return plan.nodes
    .filter((node) => node !== self)
    .flatMap((other) =>
      wantedPorts(plan, self, other).flatMap(({ protocol, port, family, way }): Wanted[] => {
        const [own, theirs] = [findAddressOfFamily(self, family), findAddressOfFamily(other, family)];
        const device = own && deviceWith(own);
        if (own === undefined || theirs === undefined || device === undefined) return [];
        const what = `${protocol.toUpperCase()} ${port} ${way === 'in' ? 'from' : 'to'} ${other.name}`;
        const packet: Packet =
          way === 'in'
            ? { protocol, port, source: theirs, destination: own, inDevice: device }
            : { protocol, port, source: own, destination: theirs, outDevice: device };
        return [{ what, packet }];
      }),
    );
}

/** An address that is nobody's: rules for single pods are network policies, and somebody wants them. */
const NOBODY = 250n;

/** Between pods of this node and of the others. */
async function podPackets(on: NodeVerification): Promise<readonly Wanted[]> {
  const { plan, self } = on;
  if (plan.flannel.backend === 'none') return [];
  const own = sharesOf(plan, self, await readNode(on.cluster, self.name));
  const peers = await readPeers(on, self);
  return peers.flatMap((peer) => {
    const share = own.find(({ family }) => family === peer.family);
    return share === undefined ? [] : forwarded(share, peer, plan, self.flannelIface);
  });
}

function forwarded(own: Share, peer: Share, plan: NetworkPlan, iface?: string): readonly Wanted[] {
  const [here, there] = [own.podCidr.canonical.at(NOBODY), peer.podCidr.canonical.at(NOBODY)];
  const overlay = deviceOf(plan, peer.family)?.name ?? iface;
  if (overlay === undefined) return [];
  const common = { protocol: 'tcp', port: 8080 } as const;
  return [
    {
      what: `forwarded packets from pods of ${peer.node.name}`,
      packet: { ...common, source: there, destination: here, inDevice: overlay, outDevice: 'cni0' },
    },
    {
      what: `forwarded packets to pods of ${peer.node.name}`,
      packet: { ...common, source: here, destination: there, inDevice: 'cni0', outDevice: overlay },
    },
  ];
}

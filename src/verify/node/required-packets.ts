import type { Address, Family } from '../../address';
import type { NetworkPlan } from '../../plan';
import { allServers as listNameServers, findAddressOfFamily } from '../../plan';
import type { NodeContext } from '../check';
import type { Packet } from '../firewall';
import { listFixedAddresses } from '../lan/fixed-addresses';
import type { Share } from '../flannel';
import { deriveShares, deviceOf, readPeers } from '../flannel';
import type { Link } from '../readings';
import { readLinks, readNode } from '../readings';
import { listPodPorts, listRequiredPorts } from './required-ports';

/** A packet that the cluster needs. */
export interface RequiredPacket {
  /** `UDP 8472 from pi1` */
  readonly what: string;
  readonly packet: Packet;
}

/** The first packets of the connections that the node must accept or forward. @throws UnreachableError */
export async function listRequiredPackets(context: NodeContext): Promise<readonly RequiredPacket[]> {
  // Pod CIDRs are assigned when the node joins.
  const ofPods = context.beforeInstall === true ? [] : await listPodPackets(context);
  const ofNodes = [...(await listNodePackets(context)), ...(await listIcmpPackets(context))];
  return [...ofNodes, ...(await listAnnouncedPackets(context)), ...ofPods];
}

/** The packets between this node and the others, in both directions. */
async function listNodePackets({ plan, self, host }: NodeContext): Promise<readonly RequiredPacket[]> {
  const links = await readLinks(host);
  return plan.nodes
    .filter((node) => node !== self)
    .flatMap((other) =>
      listRequiredPorts(plan, self, other).flatMap(
        ({ protocol, port, family, direction }): RequiredPacket[] => {
          const [own, theirs] = [findAddressOfFamily(self, family), findAddressOfFamily(other, family)];
          const device = findDeviceWith(links, own);
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

/** Echo requests of the other nodes: path MTU discovery needs ICMP, and so do the pings of lan-ping and overlay-ping. */
async function listIcmpPackets({ plan, self, host }: NodeContext): Promise<readonly RequiredPacket[]> {
  const links = await readLinks(host);
  const others = plan.nodes.filter((node) => node !== self);
  return others.flatMap(({ name, nodeIp }) =>
    nodeIp.flatMap((source): RequiredPacket[] => {
      const own = findAddressOfFamily(self, source.family);
      const inDevice = findDeviceWith(links, own);
      if (own === undefined || inDevice === undefined) return [];
      const packet: Packet = { protocol: 'icmp', port: 0, source, destination: own, inDevice };
      return [{ what: `ICMP from ${name}`, packet }];
    }),
  );
}

/** Packets of LAN clients to the fixed addresses of MetalLB, which any node may announce. */
async function listAnnouncedPackets({ plan, self, host }: NodeContext): Promise<readonly RequiredPacket[]> {
  const links = await readLinks(host);
  return listFixedAddresses(plan).flatMap((destination): RequiredPacket[] => {
    const source = findClient(plan, destination.family);
    const inDevice = findDeviceWith(links, findAddressOfFamily(self, destination.family));
    if (source === undefined || inDevice === undefined) return [];
    const packet: Packet = {
      ...{ protocol: 'tcp', port: 80, source, destination, inDevice },
      translated: true,
    };
    return [{ what: `packets of LAN clients to ${destination.toString()}`, packet }];
  });
}

/** Index of an address that no pod has: rules for single pods are NetworkPolicies, which are intended. */
const UNUSED = 250n;

/** The packets between pods of this node and of the others. */
async function listPodPackets(context: NodeContext): Promise<readonly RequiredPacket[]> {
  const { plan, self, host } = context;
  if (plan.flannel.backend === 'none') return [];
  const own = deriveShares(plan, self, await readNode(context.cluster, self.name));
  const peers = await readPeers(context, self);
  const links = await readLinks(host);
  return own.flatMap((share) => {
    const lan = findDeviceWith(links, findAddressOfFamily(self, share.family));
    const ofFamily = peers.filter(({ family }) => family === share.family);
    return [
      ...ofFamily.flatMap((peer) => listForwarded(share, peer, plan, self.flannelIface)),
      ...listLocalPackets(share, context),
      ...(lan === undefined ? [] : listLanPackets(share, ofFamily, plan, lan)),
    ];
  });
}

/** The connections of pods to their own node: of CoreDNS to the API server, and of metrics-server to the kubelet. */
function listLocalPackets(
  { family, podCidr }: Share,
  { plan, self }: NodeContext,
): readonly RequiredPacket[] {
  const destination = findAddressOfFamily(self, family);
  if (destination === undefined) return [];
  return listPodPorts(plan, self).map((port) => ({
    what: `TCP ${port} from its pods`,
    packet: {
      ...{ protocol: 'tcp', port, inDevice: 'cni0', destination },
      source: podCidr.canonical.at(UNUSED),
    },
  }));
}

/** The packets between the LAN and pods: of clients of Services, and of CoreDNS to its name servers. */
function listLanPackets(
  own: Share,
  peers: readonly Share[],
  plan: NetworkPlan,
  lan: string,
): readonly RequiredPacket[] {
  const { family, podCidr } = own;
  const client = findClient(plan, family);
  const pod = podCidr.canonical.at(UNUSED);
  if (client === undefined) return [];
  const http = { protocol: 'tcp', port: 8080, source: client, inDevice: lan } as const;
  return [
    {
      what: 'forwarded packets from the LAN to its pods',
      packet: { ...http, destination: pod, outDevice: 'cni0' },
    },
    ...peers.map((peer) => ({
      what: `forwarded packets from the LAN to pods of ${peer.node.name}`,
      packet: {
        ...http,
        destination: peer.podCidr.canonical.at(UNUSED),
        outDevice: deviceOf(plan, family)?.name ?? lan,
      },
    })),
    ...listNameServers(plan.coredns)
      .filter((server) => server.address.family === family && server.scheme === 'dns')
      .map(({ address, port }): RequiredPacket => ({
        what: `forwarded DNS queries of pods to ${address.toString()}`,
        packet: {
          protocol: 'udp',
          port,
          source: pod,
          destination: address,
          inDevice: 'cni0',
          outDevice: lan,
        },
      })),
  ];
}

/** An address of the LAN that no node has. */
function findClient({ lan, nodes }: NetworkPlan, family: Family): Address | undefined {
  const segment = lan.cidr.find((cidr) => cidr.family === family)?.canonical;
  const isNode = (address: Address) => nodes.some(({ nodeIp }) => nodeIp.some((one) => one.equals(address)));
  return [1n, 2n, 3n].map((index) => segment?.at(index)).find((address) => address && !isNode(address));
}

function findDeviceWith(links: readonly Link[], address: Address | undefined): string | undefined {
  return links.find(({ addresses }) => addresses.some((one) => one.address === address?.toString()))?.name;
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

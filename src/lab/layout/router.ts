import type { Address, Cidr, Span } from '../../address';
import type { AskedServer, NetworkPlan } from '../../plan';
import { contains } from '../../address';
import { findAddressOfFamily, allServers, listNodeAddresses } from '../../plan';
import { collectClaims, findFirstFree, isClaimed } from './free-address';
import type { Machine, MachineInterface, Route } from './machine';
import { withLength } from './machine';
import type { Wire } from './wires';

/** The router's address on one network of the LAN. */
export interface RouterAddress {
  readonly segment: Cidr;
  readonly address: Address;
}

/** The LAN's router, and how it differs from hardware. */
export interface RouterLayout {
  readonly machine: Machine;
  /** One for each network of the LAN with a free address. */
  readonly addresses: readonly RouterAddress[];
  /** Addresses of its name server: its own, and those that the profile forwards queries to. */
  readonly dns: readonly DnsAddress[];
  /** Name servers of the profile that do not answer, as the profile names them. */
  readonly silentNameServers: readonly string[];
  readonly differences: readonly string[];
}

export interface DnsAddress {
  readonly address: Address;
  /** 1-65535. */
  readonly port: number;
}

/** The request for a router's layout. */
export interface RouterRequest {
  readonly name: string;
  readonly wires: readonly Wire[];
  /** Whether the lab reaches name servers outside. */
  readonly hasWayOut: boolean;
}

/** Lays out the router: the LAN's bridges, the gateway, and every name server and BGP peer of the profile. */
export function layOutRouter(plan: NetworkPlan, { name, wires, hasWayOut }: RouterRequest): RouterLayout {
  const addresses = routerAddresses(plan, wires);
  const servers = listDnsServers(plan);
  const own = addresses.map(({ address }) => address);
  const extra = removeDuplicates([...servers.map(({ address }) => address), ...peerAddresses(plan)]).filter(
    (address) => !own.some((one) => one.equals(address)),
  );
  const silent = findSilentServers(plan, hasWayOut);
  const onLan = (address: Address) =>
    wires.some(({ segments }) => segments.some((segment) => contains(segment, address)));
  return {
    machine: {
      ...{ name, kind: 'router', hostName: name },
      interfaces: wires.map((wire) =>
        bridge(plan, wire, addresses, [
          ...extra.filter((address) => wire.segments.some((segment) => contains(segment, address))),
        ]),
      ),
      loopback: extra.filter((address) => !onLan(address)).map((address) => withLength(address)),
      routes: externalRoutes(plan),
      sysctls: routing(plan),
      nameServers: own.slice(0, 1).map(String),
    },
    addresses,
    dns: [...own.map((address) => ({ address, port: 53 })), ...servers].filter(isFirst),
    silentNameServers: silent.map(({ server }) => server.text),
    differences: [...withoutGateway(plan, addresses), ...silent.map(({ why }) => why)],
  };
}

/**
 * A router forwards packets, and hashes connections to paths of the same cost as switches do. On a LAN without IPv6 the
 * host's kernel may lack the settings of IPv6.
 */
function routing({ lan }: NetworkPlan): Readonly<Record<string, string>> {
  return {
    'net.ipv4.ip_forward': '1',
    'net.ipv4.fib_multipath_hash_policy': '1',
    ...(lan.cidr.some(({ family }) => family === 6) && {
      'net.ipv6.conf.all.forwarding': '1',
      'net.ipv6.fib_multipath_hash_policy': '1',
    }),
  };
}

function routerAddresses(plan: NetworkPlan, wires: readonly Wire[]): readonly RouterAddress[] {
  const claimed = collectClaims(plan);
  const further = wires.flatMap(({ segments }) => segments).filter((one) => !plan.lan.cidr.includes(one));
  return [...plan.lan.cidr, ...further].flatMap((segment) => {
    const gateway = plan.lan.gateway.find((address) => contains(segment, address));
    const address = gateway ?? findFirstFree(segment, claimed);
    return address === undefined ? [] : [{ segment, address }];
  });
}

function bridge(
  { lan }: NetworkPlan,
  wire: Wire,
  addresses: readonly RouterAddress[],
  extra: readonly Address[],
): MachineInterface {
  const own = addresses.filter(({ segment }) => wire.segments.includes(segment));
  return {
    name: wire.bridge,
    mtu: lan.mtu,
    addresses: [
      ...own.map(({ address, segment }) => withLength(address, segment.prefixLength)),
      ...extra.map((address) => withLength(address)),
    ],
  };
}

/** Name servers outside the cluster that receive unencrypted queries. */
function listDnsServers(plan: NetworkPlan): readonly DnsAddress[] {
  const owned = ownAddresses(plan);
  return allServers(plan.coredns)
    .filter(({ scheme, address }) => scheme === 'dns' && !isClaimed(owned, address))
    .map(({ address, port }) => ({ address, port }));
}

/** Name servers that do not answer, with the reason. */
function findSilentServers(
  plan: NetworkPlan,
  hasWayOut: boolean,
): readonly { readonly server: AskedServer; readonly why: string }[] {
  const owned = ownAddresses(plan);
  return allServers(plan.coredns).flatMap((server) => {
    const address = server.address.toString();
    if (isClaimed(owned, server.address))
      return [
        { server, why: `the name server ${address} does not answer: the address is the cluster's own` },
      ];
    if (server.scheme === 'dns' || hasWayOut) return [];
    const why = `the name server ${address} does not answer: the lab has no certificate for DNS over TLS that clients trust`;
    return [{ server, why }];
  });
}

function peerAddresses(plan: NetworkPlan): readonly Address[] {
  const owned = ownAddresses(plan);
  const peers = (plan.metallb?.bgpPeers ?? []).flatMap(({ peerAddress }) => peerAddress ?? []);
  return peers.filter((address) => !isClaimed(owned, address));
}

/** Addresses of nodes and Services. */
function ownAddresses({ nodes, metallb }: NetworkPlan): readonly Span[] {
  const pools = (metallb?.ipAddressPools ?? []).flatMap(({ addresses }) => addresses);
  return [...listNodeAddresses(nodes).map(({ address }) => address), ...pools];
}

/** Routes to the nodes' external addresses, which a real router translates. */
function externalRoutes({ nodes }: NetworkPlan): readonly Route[] {
  return nodes.flatMap((node) =>
    node.nodeExternalIp.flatMap((address) => {
      const via = findAddressOfFamily(node, address.family);
      return via === undefined ? [] : [{ to: withLength(address), via: via.toString() }];
    }),
  );
}

function withoutGateway({ lan }: NetworkPlan, addresses: readonly RouterAddress[]): string[] {
  return addresses
    .filter(({ address }) => !lan.gateway.some((gateway) => gateway.equals(address)))
    .map(
      ({ segment, address }) =>
        `the profile has no gateway in ${segment.canonical.toString()}: the lab's router uses ${address.toString()}`,
    );
}

function removeDuplicates(addresses: readonly Address[]): readonly Address[] {
  return addresses.filter((address, index) => addresses.findIndex((one) => one.equals(address)) === index);
}

function isFirst(one: DnsAddress, index: number, all: readonly DnsAddress[]): boolean {
  return all.findIndex(({ address, port }) => port === one.port && address.equals(one.address)) === index;
}

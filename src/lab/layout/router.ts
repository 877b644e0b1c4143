import type { Address, Cidr, Span } from '../../address';
import type { AskedServer, NetworkPlan } from '../../plan';
import { contains } from '../../address';
import { findAddressOfFamily, allServers, listNodeAddresses } from '../../plan';
import { claimedSpans, firstFree, isClaimed } from './free-address';
import type { Machine, MachineInterface, Route } from './machine';
import { withLength } from './machine';
import type { Wire } from './wires';

/** The router's address on one network of the LAN. */
export interface RouterAddress {
  readonly segment: Cidr;
  readonly address: Address;
}

/** What the LAN's router is, and what the profile does not say of it. */
export interface RouterLayout {
  readonly machine: Machine;
  /** One for each network of the LAN that has an address left. */
  readonly addresses: readonly RouterAddress[];
  /** Addresses that it answers DNS at: its own, and those that the profile forwards queries to. */
  readonly dns: readonly DnsAddress[];
  /** Name servers that nobody answers for, as the profile names them. */
  readonly silentNameServers: readonly string[];
  readonly differences: readonly string[];
}

export interface DnsAddress {
  readonly address: Address;
  /** 1-65535. */
  readonly port: number;
}

/** What the router is made from, beside the plan. */
export interface RouterRequest {
  readonly name: string;
  readonly wires: readonly Wire[];
  /** Whether name servers of the outside are reached. */
  readonly hasWayOut: boolean;
}

/** The LAN's bridges, the gateway, and every name server and BGP peer that the profile names: one machine. */
export function routerLayout(plan: NetworkPlan, { name, wires, hasWayOut }: RouterRequest): RouterLayout {
  const addresses = routerAddresses(plan);
  const servers = dnsServers(plan);
  const own = addresses.map(({ address }) => address);
  const extra = distinct([...servers.map(({ address }) => address), ...peerAddresses(plan)]).filter(
    (address) => !own.some((one) => one.equals(address)),
  );
  const silent = silentServers(plan, hasWayOut);
  const onLan = (address: Address) => plan.lan.cidr.some((segment) => contains(segment, address));
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
    dns: [...own.map((address) => ({ address, port: 53 })), ...servers].filter(once),
    silentNameServers: silent.map(({ server }) => server.text),
    differences: [...withoutGateway(plan, addresses), ...silent.map(({ why }) => why)],
  };
}

/**
 * A router passes packets on, and spreads connections over paths of the same cost as switches do. Where the LAN has no
 * IPv6 the host's kernel may have none either, and no settings of it.
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

function routerAddresses(plan: NetworkPlan): readonly RouterAddress[] {
  const claimed = claimedSpans(plan);
  return plan.lan.cidr.flatMap((segment) => {
    const gateway = plan.lan.gateway.find((address) => contains(segment, address));
    const address = gateway ?? firstFree(segment, claimed);
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

/** Name servers outside the cluster that are asked in plain DNS. */
function dnsServers(plan: NetworkPlan): readonly DnsAddress[] {
  const owned = ownAddresses(plan);
  return allServers(plan.coredns)
    .filter(({ scheme, address }) => scheme === 'dns' && !isClaimed(owned, address))
    .map(({ address, port }) => ({ address, port }));
}

/** Name servers that nobody answers for, with the reason. */
function silentServers(
  plan: NetworkPlan,
  hasWayOut: boolean,
): readonly { readonly server: AskedServer; readonly why: string }[] {
  const owned = ownAddresses(plan);
  return allServers(plan.coredns).flatMap((server) => {
    const address = server.address.toString();
    if (isClaimed(owned, server.address))
      return [{ server, why: `nobody answers DNS at ${address}: it is the cluster's own` }];
    if (server.scheme === 'dns' || hasWayOut) return [];
    const why = `nobody answers DNS over TLS at ${address}: no certificate of the lab would be believed`;
    return [{ server, why }];
  });
}

function peerAddresses(plan: NetworkPlan): readonly Address[] {
  const owned = ownAddresses(plan);
  const peers = (plan.metallb?.bgpPeers ?? []).flatMap(({ peerAddress }) => peerAddress ?? []);
  return peers.filter((address) => !isClaimed(owned, address));
}

/** What nodes and Services have. */
function ownAddresses({ nodes, metallb }: NetworkPlan): readonly Span[] {
  const pools = (metallb?.ipAddressPools ?? []).flatMap(({ addresses }) => addresses);
  return [...listNodeAddresses(nodes).map(({ address }) => address), ...pools];
}

/** The way to the nodes' external addresses, where the real one translates addresses. */
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
        `the profile names no gateway in ${segment.canonical.toString()}: the lab's router is ${address.toString()} there`,
    );
}

function distinct(addresses: readonly Address[]): readonly Address[] {
  return addresses.filter((address, index) => addresses.findIndex((one) => one.equals(address)) === index);
}

function once(one: DnsAddress, index: number, all: readonly DnsAddress[]): boolean {
  return all.findIndex(({ address, port }) => port === one.port && address.equals(one.address)) === index;
}

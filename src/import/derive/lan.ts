import type { Family } from '../../address';
import { Address, BITS, Cidr } from '../../address';
import { findTailnet, TAILNET_MTU } from '../../plan';
import type { ProfileInput } from '../../profile/schema/profile';
import type { InterfaceAddress, HostNetwork } from '../observed/host-network';
import type { ImportContext } from './context';
import { readNodeAddresses } from './node-addresses';
import type { ImportedNode } from './nodes';
import { unwrapSingle } from './single-value';

type LanValues = ProfileInput['lan'];

/** Prefix lengths of an ordinary LAN, and of the widest that is still one. */
const USUAL = { 4: 24, 6: 64 } as const;
const WIDEST = { 4: 16, 6: 56 } as const;

const USUAL_MTU = 1500;

/** A host with the addresses of its node. */
export interface NodeHost {
  readonly host: HostNetwork;
  readonly addresses: readonly InterfaceAddress[];
}

/** The host of a node: it has one of the node's addresses, or its name. */
export function findHost(context: ImportContext, node: ImportedNode): NodeHost | undefined {
  const wanted = readNodeAddresses(node);
  const { hosts } = context.observed;
  const host =
    hosts.find(({ addresses }) => addresses.some(({ address }) => wanted.includes(address))) ??
    hosts.find((one) => one.host === node.name);
  if (host === undefined) return undefined;
  return { host, addresses: host.addresses.filter(({ address }) => wanted.includes(address)) };
}

/** The LAN: as the user gives it, as the hosts have it, or guessed around the nodes' addresses. */
export function importLan(context: ImportContext, nodes: readonly ImportedNode[]): LanValues {
  const { lanCidr, reserved = [] } = context.given;
  const hosts = nodes.flatMap((node) => findHost(context, node) ?? []);
  const found = [...new Set(hosts.flatMap(({ addresses }) => addresses.map(toNetwork)))];
  const cidr = lanCidr ?? (found.length > 0 ? found : guessCidrs(context, nodes));
  const gateway = context.given.gateway ?? findGateways(hosts, cidr);
  const mtus = hosts.flatMap(({ addresses }) => addresses.map(({ mtu }) => mtu));
  const isTailnet = cidr.length > 0 && cidr.flatMap(parseCidr).every((one) => findTailnet(one) !== undefined);
  const mtu =
    mtus.length === 0 && isTailnet
      ? TAILNET_MTU
      : Math.min(...mtus, ...(mtus.length === 0 ? [USUAL_MTU] : []));
  const ranges = reserved.map((one) => ({ ...one }));
  return {
    cidr: unwrapSingle(cidr),
    ...(gateway.length > 0 && { gateway: unwrapSingle(gateway) }),
    ...(mtu !== USUAL_MTU && { mtu }),
    ...(ranges.length > 0 && { reserved: ranges }),
  };
}

function toNetwork({ address, prefixLength }: InterfaceAddress): string {
  const own = Address.parse(address);
  const isAlone = prefixLength === BITS[own.family];
  return ((isAlone ? findTailnet(own) : undefined) ?? new Cidr(own, prefixLength).canonical).toString();
}

/** The routers of the default routes, one of each family, where they are in the LAN. */
function findGateways(hosts: readonly NodeHost[], networks: readonly string[]): readonly string[] {
  const cidrs = networks.flatMap(parseCidr);
  const routers = hosts.flatMap(({ host }) => host.defaultRoutes.map(({ via }) => via));
  return ([4, 6] as const).flatMap((family) => {
    const router = routers.find((via) => {
      const address = Address.find(via);
      return (
        address?.family === family &&
        cidrs.some((one) => one.family === family && one.first <= address.value && address.value <= one.last)
      );
    });
    return router === undefined ? [] : [router];
  });
}

/** What a user gives that is no network is reported by the schema. */
function parseCidr(text: string): readonly Cidr[] {
  const [address = '', length = ''] = text.split('/');
  const parsed = Address.find(address);
  return parsed === undefined || !/^\d+$/.test(length) ? [] : [new Cidr(parsed, Number(length))];
}

function guessCidrs(context: ImportContext, nodes: readonly ImportedNode[]): readonly string[] {
  const addresses = nodes.flatMap(readNodeAddresses).flatMap((text) => Address.find(text) ?? []);
  const tailnets = addresses.map(findTailnet);
  if (addresses.length > 0 && tailnets.every((one) => one !== undefined))
    return [...new Set(tailnets.map(String))];
  const families = [...new Set(addresses.map(({ family }) => family))];
  const guesses = families.flatMap((family) =>
    findNetworks(
      addresses.filter((address) => address.family === family),
      family,
    ),
  );
  context.guess(
    ['lan', 'cidr'],
    "the network around the nodes' addresses; no source has the prefix length of the LAN.",
    'Give it by --lan-cidr, and the router by --gateway.',
  );
  return guesses;
}

/** One network that has all addresses, or one an ordinary LAN each where that would be too wide. */
function findNetworks(addresses: readonly Address[], family: Family): readonly string[] {
  for (let length: number = USUAL[family]; length >= WIDEST[family]; length -= 1) {
    const networks = toNetworks(addresses, length);
    if (networks.length === 1) return networks;
  }
  return toNetworks(addresses, USUAL[family]);
}

function toNetworks(addresses: readonly Address[], length: number): readonly string[] {
  return [...new Set(addresses.map((address) => new Cidr(address, length).canonical.toString()))];
}

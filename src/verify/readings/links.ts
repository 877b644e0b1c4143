import type { Family } from '../../address';
import { Address } from '../../address';
import type { Host } from '../host';
import { readJson } from './read-json';

/** A network interface, as `ip -j -d address` has it. */
export interface Link {
  readonly name: string;
  /** Bytes. */
  readonly mtu: number;
  /** Whether it is administratively up. */
  readonly up: boolean;
  /** Whether it has a carrier; true for kinds without one. */
  readonly carrier: boolean;
  readonly mac: string;
  /** `vxlan`, `bridge`, `veth`; undefined: a physical interface. */
  readonly kind?: string;
  /** The settings of a VXLAN device. */
  readonly vxlan?: VxlanSettings;
  /** The ID of a VLAN interface. */
  readonly vlanId?: number;
  /** Whether it carries ARP or NDP; false for WireGuard, tun and ppp. */
  readonly hasNeighbours: boolean;
  readonly addresses: readonly LinkAddress[];
}

export interface VxlanSettings {
  readonly vni: number;
  readonly port: number;
  /** Local address of the tunnel, of either family. */
  readonly local?: string;
  /** Interface that sends its packets. */
  readonly device?: string;
  readonly learning: boolean;
}

export interface LinkAddress {
  readonly family: Family;
  readonly address: string;
  readonly prefixLength: number;
  /** `global` or `link`. */
  readonly scope: string;
  /** Duplicate address detection failed, so the kernel does not use it. */
  readonly duplicate: boolean;
  /** Whether DHCP or a router advertisement assigned it. */
  readonly dynamic: boolean;
}

/** The fields that `ip` prints. */
interface RawLink {
  readonly ifname: string;
  readonly mtu: number;
  readonly flags: readonly string[];
  readonly address?: string;
  readonly linkinfo?: { readonly info_kind?: string; readonly info_data?: RawVxlan };
  readonly addr_info?: readonly RawAddress[];
}

interface RawVxlan {
  readonly id?: number;
  readonly port?: number;
  readonly local?: string;
  readonly local6?: string;
  readonly link?: string;
  readonly learning?: boolean;
}

interface RawAddress {
  readonly family?: string;
  readonly local?: string;
  readonly prefixlen?: number;
  readonly scope?: string;
  readonly dadfailed?: boolean;
  readonly dynamic?: boolean;
}

/** Every interface of a node. @throws UnreachableError */
export async function readLinks(host: Host): Promise<readonly Link[]> {
  return parseLinks(await readJson<readonly RawLink[]>(host, ['ip', '-j', '-d', 'address'], 'iproute2'));
}

function parseLinks(raw: readonly RawLink[]): readonly Link[] {
  // Old versions of ip print an empty object for each interface that a filter excludes.
  return raw.filter(({ ifname }) => ifname !== undefined).map(linkOf);
}

function linkOf({ ifname, mtu, flags, address, linkinfo, addr_info }: RawLink): Link {
  const { info_kind: kind, info_data: data } = linkinfo ?? {};
  return {
    ...{ name: ifname, mtu, mac: address ?? '' },
    up: flags.includes('UP'),
    carrier: !flags.includes('NO-CARRIER'),
    ...(kind !== undefined && { kind }),
    ...(kind === 'vxlan' && data !== undefined && { vxlan: vxlanOf(data) }),
    ...(kind === 'vlan' && data?.id !== undefined && { vlanId: data.id }),
    hasNeighbours: !flags.includes('NOARP') && !flags.includes('POINTOPOINT'),
    addresses: (addr_info ?? []).flatMap(addressOf),
  };
}

function vxlanOf({ id, port, local, local6, link, learning }: RawVxlan): VxlanSettings {
  const own = local ?? local6;
  return {
    ...{ vni: id ?? 0, port: port ?? 0, learning: learning === true },
    ...(own !== undefined && { local: canonicalize(own) }),
    ...(link !== undefined && { device: link }),
  };
}

function addressOf({ family, local, prefixlen, scope, dadfailed, dynamic }: RawAddress): LinkAddress[] {
  if (local === undefined || prefixlen === undefined) return [];
  return [
    {
      ...{ family: family === 'inet6' ? 6 : 4, address: canonicalize(local), prefixLength: prefixlen },
      ...{ scope: scope ?? '', duplicate: dadfailed === true },
      dynamic: dynamic === true,
    },
  ];
}

/** The canonical form of an address, so that texts can be compared. */
export function canonicalize(text: string): string {
  return Address.find(text)?.toString() ?? text;
}

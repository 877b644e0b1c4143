import type { Family } from '../../address';
import { Address } from '../../address';
import type { Place } from '../place';
import { readJson } from './read-json';

/** A network interface, as `ip -j -d address` has it. */
export interface Link {
  readonly name: string;
  /** Bytes. */
  readonly mtu: number;
  /** Whether it is switched on. */
  readonly up: boolean;
  /** Whether it has a carrier, where it can lack one. */
  readonly carrier: boolean;
  readonly mac: string;
  /** `vxlan`, `bridge`, `veth`; undefined: a real one. */
  readonly kind?: string;
  /** What a VXLAN device was made with. */
  readonly vxlan?: VxlanSettings;
  readonly addresses: readonly LinkAddress[];
}

export interface VxlanSettings {
  readonly vni: number;
  readonly port: number;
  /** Own address of the tunnel, on either family. */
  readonly local?: string;
  /** Interface that its packets leave by. */
  readonly device?: string;
  readonly learning: boolean;
}

export interface LinkAddress {
  readonly family: Family;
  readonly address: string;
  readonly prefixLength: number;
  /** `global` or `link`. */
  readonly scope: string;
  /** Found on somebody else's interface too, so that the kernel does not use it. */
  readonly duplicate: boolean;
}

/** As `ip` names things. */
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
}

/** Every interface of a node. @throws Unreachable */
export async function readLinks(here: Place): Promise<readonly Link[]> {
  return linksOf(await readJson<readonly RawLink[]>(here, ['ip', '-j', '-d', 'address'], 'iproute2'));
}

export function linksOf(raw: readonly RawLink[]): readonly Link[] {
  // Old versions of ip print an empty object for each interface that a filter left out.
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
    addresses: (addr_info ?? []).flatMap(addressOf),
  };
}

function vxlanOf({ id, port, local, local6, link, learning }: RawVxlan): VxlanSettings {
  const own = local ?? local6;
  return {
    ...{ vni: id ?? 0, port: port ?? 0, learning: learning === true },
    ...(own !== undefined && { local: canonical(own) }),
    ...(link !== undefined && { device: link }),
  };
}

function addressOf({ family, local, prefixlen, scope, dadfailed }: RawAddress): LinkAddress[] {
  if (local === undefined || prefixlen === undefined) return [];
  return [
    {
      ...{ family: family === 'inet6' ? 6 : 4, address: canonical(local), prefixLength: prefixlen },
      ...{ scope: scope ?? '', duplicate: dadfailed === true },
    },
  ];
}

/** One spelling of each address, so that texts can be compared. */
export function canonical(text: string): string {
  return Address.find(text)?.toString() ?? text;
}

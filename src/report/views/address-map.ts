import type { Span } from '../../address';
import { Address, BITS, Cidr, contains, overlaps } from '../../address';
import type { NetworkPlan } from '../../plan';
import { listFurtherNetworks, listLoadBalancerServices } from '../../plan';

/** What a part of a network is used for; drawings colour by it. */
export type OwnerKind =
  'gateway' | 'node' | 'reserved' | 'registration' | 'pool' | 'service' | 'share' | 'dns';

/** Consecutive addresses that have one owner. */
export interface OwnedSpan {
  readonly span: Span;
  readonly kind: OwnerKind;
  /** `node pi1`, `DHCP`, `pool lan`. */
  readonly owner: string;
}

/** One network of the cluster, and who owns what in it. */
export interface NetworkMap {
  readonly title: 'LAN' | 'Further interfaces' | 'Addresses outside the LAN' | 'Pods' | 'Services';
  readonly cidr: Cidr;
  /** Whole ranges first, single addresses inside of them later; in address order within each. */
  readonly owned: readonly OwnedSpan[];
  /** What no range or address of `owned` covers, in address order. */
  readonly free: readonly Span[];
}

/** Every network that the plan knows addresses in: the LAN's, those of further interfaces, the pools outside of it, the pods', the Services'. */
export function deriveAddressMaps(plan: NetworkPlan): readonly NetworkMap[] {
  return [
    ...deriveLanMaps(plan),
    ...deriveInterfaceMaps(plan),
    ...derivePoolMaps(plan),
    ...derivePodMaps(plan),
    ...deriveServiceMaps(plan),
  ];
}

function deriveLanMaps(plan: NetworkPlan): readonly NetworkMap[] {
  return plan.lan.cidr.map((cidr) => createMap('LAN', cidr, lanOwners(plan)));
}

/** Networks of VLANs, second NICs and VPNs, beside the LAN's. */
function deriveInterfaceMaps(plan: NetworkPlan): readonly NetworkMap[] {
  const maps = listFurtherNetworks(plan).map(({ cidr }) =>
    createMap('Further interfaces', cidr, lanOwners(plan)),
  );
  return [...maps, ...deriveLoneMaps(plan, [...plan.lan.cidr, ...maps.map(({ cidr }) => cidr)])];
}

/** Addresses without a network around them, such as those of a tailnet: one map for each family. */
function deriveLoneMaps(plan: NetworkPlan, known: readonly Cidr[]): readonly NetworkMap[] {
  const lone = interfaceSpans(plan).filter(({ span }) => !known.some((cidr) => contains(cidr, span)));
  return ([4, 6] as const).flatMap((family) => {
    const owned = lone
      .filter(({ span }) => span.family === family)
      .sort((a, b) => compareSpans(a.span, b.span));
    const [first, last] = [owned[0], owned.at(-1)];
    if (first === undefined || last === undefined) return [];
    const cidr = networkAround({ family, first: first.span.first, last: last.span.last });
    return [{ title: 'Further interfaces' as const, cidr, owned, free: [] }];
  });
}

function lanOwners(plan: NetworkPlan): readonly OwnedSpan[] {
  const { lan, nodes } = plan;
  return [
    ...lan.reserved.map(({ range, owner }) => own(range, 'reserved', owner)),
    ...poolSpans(plan),
    ...lan.gateway.map((address) => own(address, 'gateway', 'gateway')),
    ...nodes.flatMap(({ name, nodeIp }) => nodeIp.map((address) => own(address, 'node', `node ${name}`))),
    ...interfaceSpans(plan),
    ...serviceSpans(plan),
  ];
}

/** The addresses of further interfaces, without those that are the node's own. */
function interfaceSpans({ nodes }: NetworkPlan): readonly OwnedSpan[] {
  return nodes.flatMap((node) =>
    node.interfaces.flatMap(({ name, addresses }) =>
      addresses
        .filter(({ address }) => !node.nodeIp.some((one) => one.equals(address)))
        .map(({ address }) => own(address, 'node', `node ${node.name}, ${name}`)),
    ),
  );
}

function poolSpans({ metallb }: NetworkPlan): readonly OwnedSpan[] {
  return (metallb?.ipAddressPools ?? []).flatMap(({ name, addresses }) =>
    addresses.map((range) => own(range, 'pool', `pool ${name}`)),
  );
}

/** Fixed addresses of LoadBalancer Services. Services that share one address are one owner. */
function serviceSpans(plan: NetworkPlan): readonly OwnedSpan[] {
  const owners = new Map<string, { readonly address: Address; readonly titles: string[] }>();
  for (const { title, loadBalancerIPs } of listLoadBalancerServices(plan)) {
    for (const address of loadBalancerIPs) {
      const known = owners.get(address.toString()) ?? { address, titles: [] };
      known.titles.push(title);
      owners.set(address.toString(), known);
    }
  }
  return [...owners.values()].map(({ address, titles }) => own(address, 'service', titles.join(', ')));
}

/** Pools whose addresses are in no network of the LAN, each in the smallest network around it. */
function derivePoolMaps(plan: NetworkPlan): readonly NetworkMap[] {
  const known = [...plan.lan.cidr, ...listFurtherNetworks(plan).map(({ cidr }) => cidr)];
  const outside = poolSpans(plan).filter(({ span }) => !known.some((cidr) => overlaps(cidr, span)));
  return outside.map((pool) =>
    createMap('Addresses outside the LAN', networkAround(pool.span), [pool, ...serviceSpans(plan)]),
  );
}

/** k3s assigns the shares in the order in which nodes join; the profile's order is the usual one. */
function derivePodMaps(plan: NetworkPlan): readonly NetworkMap[] {
  return plan.clusterCidr.map((cidr) => {
    const maskSize = plan.nodeCidrMaskSize[cidr.family] ?? BITS[cidr.family];
    const shares = plan.nodes.map((_, index) => shareOf(cidr, maskSize, index));
    const fitting = shares.filter((share) => contains(cidr, share));
    return createMap(
      'Pods',
      cidr,
      fitting.map((share, index) => own(share, 'share', `share ${index + 1}`)),
    );
  });
}

/** The `index`th of the equal shares that a pod network is cut into. */
function shareOf({ family, first }: Cidr, maskSize: number, index: number): Span {
  const size = 1n << BigInt(BITS[family] - maskSize);
  const start = first + BigInt(index) * size;
  return { family, first: start, last: start + size - 1n };
}

function deriveServiceMaps(plan: NetworkPlan): readonly NetworkMap[] {
  return plan.serviceCidr.map((cidr) =>
    createMap('Services', cidr, [
      own(plan.apiServiceAddress, 'service', 'kubernetes'),
      ...plan.clusterDns.map((address) => own(address, 'dns', 'cluster DNS')),
    ]),
  );
}

function own({ family, first, last }: Span, kind: OwnerKind, owner: string): OwnedSpan {
  return { span: { family, first, last }, kind, owner };
}

function createMap(title: NetworkMap['title'], cidr: Cidr, owners: readonly OwnedSpan[]): NetworkMap {
  const inside = owners.filter(({ span }) => contains(cidr, span));
  const owned = [...inside].sort((a, b) => compareSpans(a.span, b.span));
  const hasEnds =
    cidr.family === 4 && cidr.prefixLength < 31 && title !== 'Pods' && title !== 'Addresses outside the LAN';
  const spans = owned.map(({ span }) => span);
  return { title, cidr, owned, free: freeSpans(cidr, hasEnds, spans) };
}

/** By first address; of two that begin together the larger is first, since it is drawn below the other. */
function compareSpans(a: Span, b: Span): number {
  if (a.first !== b.first) return a.first < b.first ? -1 : 1;
  return a.last === b.last ? 0 : a.last > b.last ? -1 : 1;
}

/**
 * What a network has left beside sorted spans.
 *
 * @param hasEnds whether the first and the last address are the network's and the broadcast address, which are never free
 */
function freeSpans({ family, first, last }: Cidr, hasEnds: boolean, owned: readonly Span[]): readonly Span[] {
  const end = hasEnds ? last - 1n : last;
  const free: Span[] = [];
  let next = hasEnds ? first + 1n : first;
  for (const span of owned) {
    if (span.first > next) free.push({ family, first: next, last: span.first - 1n });
    if (span.last >= next) next = span.last + 1n;
  }
  if (next <= end) free.push({ family, first: next, last: end });
  return free;
}

/** The smallest network that has the whole span. */
function networkAround(span: Span): Cidr {
  let hostBits = 0;
  while (span.first >> BigInt(hostBits) !== span.last >> BigInt(hostBits)) hostBits += 1;
  return new Cidr(new Address(span.family, span.first), BITS[span.family] - hostBits);
}

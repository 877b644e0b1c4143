import type { NetworkPlan } from '../../network';
import { Address, contains } from '../../network';
import type { ClusterCheck, Verification } from '../check';
import { fails, holds } from '../finding';
import { givenAddresses, readServices } from '../cluster/objects/services';
import { owners } from './neighbour-table';

/** As many addresses of each range as are asked for: a sweep takes no longer than a breath. */
const MAX_SWEPT = 64n;

/** Addresses that MetalLB may give next. */
export const freeAddresses: ClusterCheck = {
  id: 'free-addresses',
  scope: 'lan',
  title: 'no machine on the LAN has an address that MetalLB may give away',
  why: 'The next Service gets an address that a printer has, and both break: routers hand out leases in the middle of pools that nobody told them of.',
  applies: (plan) => ranges(plan).length > 0,
  async *look({ plan, lan, cluster }: Verification) {
    const services = await readServices(cluster);
    const given = new Set(services.flatMap(givenAddresses));
    for (const range of ranges(plan)) {
      const swept = sweptOf(range).filter((address) => !given.has(address));
      const seen = await owners(lan, swept);
      for (const [address, { mac }] of seen) {
        yield fails({
          looked: `who answers for ${address} (ip -j neighbour on ${lan.name})`,
          found: mac,
          planned: 'nobody: it is free to be given away',
          next: `find the machine with the MAC address ${mac} and give it another address, or take ${address} out of the pool; keep the pool out of what DHCP hands out`,
        });
      }
      const rest = range.size > MAX_SWEPT ? ` (the first ${MAX_SWEPT} of ${range.size})` : '';
      const looked = `${swept.length} free addresses of ${range.toString()}${rest}`;
      if (seen.size === 0) yield holds({ looked, found: 'nobody answers', planned: 'nobody' });
    }
  },
};

function ranges({ metallb, lan }: NetworkPlan) {
  const all = (metallb?.ipAddressPools ?? []).flatMap(({ addresses }) => addresses);
  return all.filter(
    ({ family, first }) =>
      family === 4 && lan.cidr.some((cidr) => contains(cidr, new Address(family, first))),
  );
}

function sweptOf({
  family,
  first,
  size,
}: {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly size: bigint;
}) {
  const count = Number(size < MAX_SWEPT ? size : MAX_SWEPT);
  return Array.from({ length: count }, (_, index) => new Address(family, first + BigInt(index)).toString());
}

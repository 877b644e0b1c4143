import type { AddressRange } from '../../../address';
import type { NetworkPlan } from '../../../plan';
import { Address, contains } from '../../../address';
import type { ClusterCheck, Verification } from '../../check';
import type { Observation } from '../../finding';
import { fails, holds } from '../../finding';
import { balancedAddresses, readServices } from '../../objects/services';
import type { Place } from '../../place';
import type { Owner } from '../../lan/neighbour-table';
import { owners } from '../../lan/neighbour-table';
import { ownNetwork } from '../../lan/way-to';

/** As many addresses of each range as are asked for: a sweep takes no longer than a few breaths. */
const MAX_SWEPT = 64;

/** As many as are asked for at once: each is a program of its own, and a line in the kernel's list of neighbours. */
const MAX_AT_ONCE = 256;

/** Addresses that MetalLB may give next. */
export const freeAddresses: ClusterCheck = {
  id: 'free-addresses',
  scope: 'lan',
  title: 'no machine on the LAN has an address that MetalLB may give away',
  why: 'The next Service gets an address that a printer has, and both break: routers hand out leases in the middle of pools that nobody told them of.',
  applies: (plan) => ranges(plan).length > 0,
  async *look({ plan, lan, cluster }: Verification) {
    const services = await readServices(cluster);
    const given = new Set(services.flatMap(balancedAddresses).map(String));
    const sweeps: Sweep[] = [];
    for (const range of ranges(plan)) {
      const sweep = sweepOf(range, given);
      const { far } = await ownNetwork(lan, sweep.free.slice(0, 1), () => lookedAt(sweep));
      yield* far;
      if (far.length === 0) sweeps.push(sweep);
    }
    const seen = await ownersOf(lan, sweeps);
    for (const sweep of sweeps) yield* swept(sweep, seen, lan.name);
  },
};

/** A range of a pool, and those of it that are asked for. */
interface Sweep {
  readonly range: AddressRange;
  readonly free: readonly Address[];
}

function ranges({ metallb, lan }: NetworkPlan): readonly AddressRange[] {
  const all = (metallb?.ipAddressPools ?? []).flatMap(({ addresses }) => addresses);
  return all.filter(({ family, first }) =>
    lan.cidr.some((cidr) => contains(cidr, new Address(family, first))),
  );
}

/** The first that are free: MetalLB gives them in their order. */
function sweepOf(range: AddressRange, given: ReadonlySet<string>): Sweep {
  const free: Address[] = [];
  for (let value = range.first; value <= range.last && free.length < MAX_SWEPT; value += 1n) {
    const address = new Address(range.family, value);
    if (!given.has(address.toString())) free.push(address);
  }
  return { range, free };
}

async function ownersOf(here: Place, sweeps: readonly Sweep[]): Promise<ReadonlyMap<string, Owner>> {
  const all = sweeps.flatMap(({ free }) => free).map(String);
  const seen = new Map<string, Owner>();
  for (let start = 0; start < all.length; start += MAX_AT_ONCE) {
    const some = await owners(here, all.slice(start, start + MAX_AT_ONCE));
    for (const [address, owner] of some) seen.set(address, owner);
  }
  return seen;
}

function* swept(
  { range, free }: Sweep,
  seen: ReadonlyMap<string, Owner>,
  here: string,
): Iterable<Observation> {
  const answered = free.filter((address) => seen.has(address.toString()));
  for (const address of answered) yield taken(address, seen.get(address.toString()), here);
  if (answered.length > 0) return;
  const found = free.length === 0 ? 'none is free' : 'nobody answers';
  yield holds({ looked: lookedAt({ range, free }), found, planned: 'nobody' });
}

function lookedAt({ range, free }: Sweep): string {
  const last = free.at(-1);
  const rest = free.length === MAX_SWEPT && last !== undefined && last.value < range.last;
  return `${free.length} free addresses of ${range.toString()}${rest ? ` (none after ${last.toString()} was asked for)` : ''}`;
}

function taken(address: Address, owner: Owner | undefined, here: string): Observation {
  const { mac = '', permanent = false, own = false } = owner ?? {};
  const looked = `who answers for ${address.toString()} (ip -j neighbour on ${here})`;
  if (permanent) {
    const because = `${mac} is written there for good, so that nobody is asked`;
    const next = `ip neigh del ${address.toString()} dev <interface> on ${here}`;
    return { outcome: 'not looked', looked, because, next };
  }
  return fails({
    looked,
    found: own ? `${here} itself (${mac})` : mac,
    planned: 'nobody: it is free to be given away',
    next: `find the machine with the MAC address ${mac} and give it another address, or take ${address.toString()} out of the pool; keep the pool out of what DHCP hands out`,
  });
}

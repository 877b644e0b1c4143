import type { AddressRange } from '../../../address';
import type { NetworkPlan } from '../../../plan';
import { Address, contains } from '../../../address';
import type { ClusterCheck, VerifyContext } from '../../check';
import type { Observation } from '../../finding';
import { fail, pass } from '../../finding';
import { parseAssignedAddresses, readServices } from '../../objects/services';
import type { Host } from '../../host';
import type { AddressOwner } from '../../lan/neighbour-table';
import { readOwners } from '../../lan/neighbour-table';
import { splitByNetwork } from '../../lan/reachability';

/** Limit for the addresses of a range that are probed, so that the check takes seconds. */
const MAX_PER_RANGE = 64;

/** Limit for addresses that are probed at once: each is a process and an entry of the neighbour table. */
const MAX_AT_ONCE = 256;

/** The addresses that MetalLB may assign next. */
export const freeAddresses: ClusterCheck = {
  id: 'free-addresses',
  scope: 'lan',
  title: 'no machine on the LAN has an address that MetalLB may assign',
  why: 'MetalLB would assign the address of another machine to a Service, and both become unreachable. The usual cause is a DHCP range that overlaps the pool.',
  dependsOn: ['pool-addresses'],
  applies: (plan) => listRanges(plan).length > 0,
  async *observe({ plan, lan, cluster }: VerifyContext) {
    const services = await readServices(cluster);
    const given = new Set(services.flatMap(parseAssignedAddresses).map(String));
    const sweeps: Sweep[] = [];
    for (const range of listRanges(plan)) {
      const sweep = createSweep(range, given);
      const { far } = await splitByNetwork(lan, sweep.free.slice(0, 1), () => formatSweep(sweep));
      yield* far;
      if (far.length === 0) sweeps.push(sweep);
    }
    const seen = await readSweptOwners(lan, sweeps);
    for (const sweep of sweeps) yield* reportSweep(sweep, seen, lan.name);
  },
};

/** A range of a pool, and its addresses to probe. */
interface Sweep {
  readonly range: AddressRange;
  readonly free: readonly Address[];
}

function listRanges({ metallb, lan }: NetworkPlan): readonly AddressRange[] {
  const all = (metallb?.ipAddressPools ?? []).flatMap(({ addresses }) => addresses);
  return all.filter(({ family, first }) =>
    lan.cidr.some((cidr) => contains(cidr, new Address(family, first))),
  );
}

/** The first free addresses: MetalLB assigns them in order. */
function createSweep(range: AddressRange, given: ReadonlySet<string>): Sweep {
  const free: Address[] = [];
  for (let value = range.first; value <= range.last && free.length < MAX_PER_RANGE; value += 1n) {
    const address = new Address(range.family, value);
    if (!given.has(address.toString())) free.push(address);
  }
  return { range, free };
}

async function readSweptOwners(
  host: Host,
  sweeps: readonly Sweep[],
): Promise<ReadonlyMap<string, AddressOwner>> {
  const all = sweeps.flatMap(({ free }) => free).map(String);
  const seen = new Map<string, AddressOwner>();
  for (let start = 0; start < all.length; start += MAX_AT_ONCE) {
    const some = await readOwners(host, all.slice(start, start + MAX_AT_ONCE));
    for (const [address, owner] of some) seen.set(address, owner);
  }
  return seen;
}

function* reportSweep(
  { range, free }: Sweep,
  seen: ReadonlyMap<string, AddressOwner>,
  host: string,
): Iterable<Observation> {
  const answered = free.filter((address) => seen.has(address.toString()));
  for (const address of answered) yield reportTaken(address, seen.get(address.toString()), host);
  if (answered.length > 0) return;
  const found = free.length === 0 ? 'no address is free' : 'no answer';
  yield pass({ subject: formatSweep({ range, free }), found, planned: 'no answer' });
}

function formatSweep({ range, free }: Sweep): string {
  const last = free.at(-1);
  const rest = free.length === MAX_PER_RANGE && last !== undefined && last.value < range.last;
  return `${free.length} free addresses of ${range.toString()}${rest ? ` (none after ${last.toString()} was probed)` : ''}`;
}

function reportTaken(address: Address, owner: AddressOwner | undefined, host: string): Observation {
  const { mac = '', permanent = false, own = false } = owner ?? {};
  const subject = `owner of ${address.toString()} (ip -j neighbour on ${host})`;
  if (permanent) {
    const reason = `${mac} is a static entry, which the kernel does not verify`;
    const next = `on ${host}: ip neigh del ${address.toString()} dev INTERFACE`;
    return { outcome: 'skipped', subject, reason, next };
  }
  return fail({
    subject,
    found: own ? `${host} itself (${mac})` : mac,
    planned: 'no answer: MetalLB may assign it',
    components: ['metallb', address.toString()],
    next: `find the machine with the MAC address ${mac} and change its address, or remove ${address.toString()} from the pool; exclude the pool from the DHCP range`,
  });
}

import type { Address } from '../../../address';
import type { NetworkPlan } from '../../../plan';
import type { ClusterCheck, Verification } from '../../check';
import type { Observation } from '../../finding';
import { compared } from '../../finding';
import { isNotLooked, orNotLooked } from '../../or-not-looked';
import type { Place } from '../../place';
import { fixedAddresses } from '../../lan/address-owners';
import { allAnswers } from '../../lan/all-answers';

/** Addresses that more than one machine has. */
export const soleOwners: ClusterCheck = {
  id: 'sole-owners',
  scope: 'lan',
  title: 'no two machines answer ARP or NDP for an address that the profile fixes',
  why: 'Each client believes whoever answers it first: some reach the cluster, some another machine, and which changes from minute to minute.',
  applies: (plan: NetworkPlan) => fixedAddresses(plan).length > 0,
  async *look({ plan, lan }: Verification) {
    const fixed = fixedAddresses(plan);
    const looks = await Promise.all(
      fixed.map((address) => orNotLooked(lookedAt([address], lan.name), () => soleOwner(lan, address))),
    );
    yield* looks.filter((look) => !isNotLooked(look));
    // Each family has a program of its own: where one is missing, it is said once.
    const kept = new Map(looks.filter(isNotLooked).map((look) => [look.because, look]));
    for (const [because, look] of kept) {
      const same = fixed.filter((_, index) => isFor(looks[index], because));
      yield { ...look, looked: lookedAt(same, lan.name) };
    }
  },
};

function isFor(look: Observation | undefined, because: string): boolean {
  return look?.outcome === 'not looked' && look.because === because;
}

function lookedAt(addresses: readonly Address[], here: string): string {
  const program = addresses[0]?.family === 6 ? 'ndisc6' : 'arping';
  return `all who answer for ${addresses.join(', ')} (${program} on ${here})`;
}

async function soleOwner(here: Place, address: Address): Promise<Observation> {
  const macs = await allAnswers(here, address);
  return compared(macs.length < 2, {
    looked: lookedAt([address], here.name),
    found: macs.join(' and ') || 'nobody',
    planned: 'one at most',
    next: `find both machines by their MAC addresses (ip -br link on each node; the router's list of leases, the switch). Two nodes: kubectl get servicel2statuses -A, and the logs of both speakers. Another machine: give it an address outside the pool`,
  });
}

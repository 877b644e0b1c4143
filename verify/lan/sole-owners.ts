import type { Address, NetworkPlan } from '../../network';
import type { ClusterCheck, Verification } from '../check';
import type { Observation } from '../finding';
import { compared } from '../finding';
import type { Place } from '../place';
import { fixedAddresses } from './address-owners';
import { allAnswers } from './all-answers';

/** Addresses that more than one machine has. */
export const soleOwners: ClusterCheck = {
  id: 'sole-owners',
  scope: 'lan',
  title: 'no two machines answer ARP or NDP for an address that the profile fixes',
  why: 'Each client believes whoever answers it first: some reach the cluster, some another machine, and which changes from minute to minute.',
  applies: (plan: NetworkPlan) => fixedAddresses(plan).length > 0,
  async *look({ plan, lan }: Verification) {
    yield* await Promise.all(fixedAddresses(plan).map((address) => soleOwner(lan, address)));
  },
};

async function soleOwner(here: Place, address: Address): Promise<Observation> {
  const macs = await allAnswers(here, address);
  const program = address.family === 4 ? 'arping' : 'ndisc6';
  return compared(macs.length < 2, {
    looked: `all who answer for ${address.toString()} (${program} on ${here.name})`,
    found: macs.join(' and ') || 'nobody',
    planned: 'one at most',
    next: `find both machines by their MAC addresses (ip -br link on each node; the router's list of leases, the switch). Two nodes: kubectl get servicel2statuses -A, and the logs of both speakers. Another machine: give it an address outside the pool`,
  });
}

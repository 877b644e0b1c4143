import type { Address } from '../../../address';
import type { NetworkPlan } from '../../../plan';
import type { ClusterCheck, VerifyContext } from '../../check';
import type { Observation } from '../../finding';
import { passIf } from '../../finding';
import { isSkipped, skipIfUnreachable } from '../../skip';
import { listFixedAddresses } from '../../lan/fixed-addresses';
import { collectAnswers } from '../../lan/collect-answers';
import { readFixedOwners } from '../../lan/fixed-owners';
import { splitByNetwork } from '../../lan/reachability';

/** Fixed addresses for which several machines answer. */
export const soleOwners: ClusterCheck = {
  id: 'sole-owners',
  scope: 'lan',
  title: 'one machine answers ARP or NDP for each fixed address',
  why: 'Each client uses the first answer: some reach the cluster and some another machine, and this changes from minute to minute.',
  dependsOn: ['address-owners'],
  applies: (plan: NetworkPlan) => listFixedAddresses(plan).length > 0,
  async *observe({ plan, lan }: VerifyContext) {
    const fixed = listFixedAddresses(plan);
    const observations = await Promise.all(
      fixed.map((address) =>
        skipIfUnreachable(formatSubject([address], lan.name), () => countOwners({ plan, lan }, address)),
      ),
    );
    yield* observations.filter((one) => !isSkipped(one));
    // Each family needs its own command: a missing one is reported once.
    const skipped = new Map(observations.filter(isSkipped).map((one) => [one.reason, one]));
    for (const [reason, observation] of skipped) {
      const same = fixed.filter((_, index) => hasReason(observations[index], reason));
      yield { ...observation, subject: formatSubject(same, lan.name) };
    }
  },
};

type LanContext = Pick<VerifyContext, 'plan' | 'lan'>;

function hasReason(texts: Observation | undefined, reason: string): boolean {
  return texts?.outcome === 'skipped' && texts.reason === reason;
}

function formatSubject(addresses: readonly Address[], host: string): string {
  const program = addresses[0]?.family === 6 ? 'ndisc6' : 'arping';
  return `owners of ${addresses.join(', ')} (${program} on ${host})`;
}

async function countOwners({ plan, lan: host }: LanContext, address: Address): Promise<Observation> {
  const answers = await collectAnswers(host, address);
  const macs = address.family === 6 ? await addKernelEntry({ plan, lan: host }, address, answers) : answers;
  return passIf(macs.length === 1, {
    subject: formatSubject([address], host.name),
    found: macs.join(' and ') || 'no answer',
    planned: 'one MAC address',
    components: ['metallb', address.toString()],
    next:
      macs.length === 0
        ? 'kubectl get servicel2statuses -A; kubectl -n metallb-system logs daemonset/speaker'
        : `find both machines by their MAC addresses (ip -br link on each node, DHCP leases, switch). Two nodes: kubectl get servicel2statuses -A, and the logs of both speakers. Another machine: change its address to one outside the pool`,
  });
}

/**
 * ndisc6 ignores answers that are not sent from the queried address: MetalLB's come from the node's link-local address.
 * The kernel accepts both.
 */
async function addKernelEntry(
  { plan, lan }: LanContext,
  address: Address,
  answers: readonly string[],
): Promise<readonly string[]> {
  const { near } = await splitByNetwork(lan, listFixedAddresses(plan), String);
  const owner = (await readFixedOwners(plan, lan, near)).get(address.toString());
  return owner === undefined ? answers : [...new Set([...answers, owner.mac.toLowerCase()])].sort();
}

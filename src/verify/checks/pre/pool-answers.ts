import { Address, contains } from '../../../address';
import type { NetworkPlan } from '../../../plan';
import type { ClusterCheck, VerifyContext } from '../../check';
import { fail, pass } from '../../finding';
import { findReadableNode } from '../../hosts/readable-node';
import { listFixedAddresses } from '../../lan/fixed-addresses';
import { readOwners } from '../../lan/neighbour-table';
import { splitByNetwork } from '../../lan/reachability';

/** Limit for the addresses of a range that are probed, so that the check takes seconds. */
const MAX_PER_RANGE = 64;

/** Machines that have an address of a MetalLB pool. */
export const poolAnswers: ClusterCheck = {
  id: 'pool-answers',
  scope: 'cluster',
  title: 'no machine has an address of a MetalLB pool',
  why: 'MetalLB assigns the address to a Service without a question to the LAN, and both the machine and the Service become unreachable.',
  applies: (plan) => listPoolAddresses(plan).length > 0,
  async *observe(context: VerifyContext) {
    const host = await findReadableNode(context);
    const { near, far } = await splitByNetwork(host, listPoolAddresses(context.plan), formatSubject);
    yield* far.slice(0, 1);
    const owners = await readOwners(host, near.map(String));
    for (const [address, { mac, own }] of owners) {
      yield fail({
        subject: `${formatSubject(address)} (ip -j neighbour on ${host.name})`,
        found: own ? `${host.name} itself (${mac})` : `${mac} answers`,
        planned: 'no answer',
        components: ['metallb', address],
        next: `find the machine with the MAC address ${mac} (DHCP leases, switch) and change its address to one outside the pool, or change the pool in the profile`,
      });
    }
    if (owners.size > 0 || near.length === 0) return;
    const text = 'no answer';
    yield pass({
      subject: `${near.length} addresses of pools (ip -j neighbour on ${host.name})`,
      found: text,
      planned: text,
    });
  },
};

function formatSubject(address: Address | string): string {
  return `owner of ${address.toString()}`;
}

/** The fixed addresses, and the first ones of each range in the LAN: MetalLB assigns them in order. */
function listPoolAddresses(plan: NetworkPlan): readonly Address[] {
  const ranges = (plan.metallb?.ipAddressPools ?? []).flatMap(({ addresses }) => addresses);
  const first = ranges.flatMap(({ family, first: begin, last }) => {
    const count = Number(
      last - begin + 1n < BigInt(MAX_PER_RANGE) ? last - begin + 1n : BigInt(MAX_PER_RANGE),
    );
    return Array.from({ length: count }, (_, index) => new Address(family, begin + BigInt(index)));
  });
  const all = [...listFixedAddresses(plan), ...first].filter((address) =>
    plan.lan.cidr.some((cidr) => contains(cidr, address)),
  );
  return [...new Map(all.map((address) => [address.toString(), address])).values()];
}

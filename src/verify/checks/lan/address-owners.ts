import type { ClusterCheck, VerifyContext } from '../../check';
import { isSkipped, skipIfUnreachable } from '../../skip';
import { reportOwner, formatSubject } from '../../lan/report-owner';
import { readChosenNodes } from '../../lan/chosen-nodes';
import { listFixedAddresses } from '../../lan/fixed-addresses';
import { readFixedOwners } from '../../lan/fixed-owners';
import { splitByNetwork } from '../../lan/reachability';

/** The machines that answer ARP and NDP for fixed addresses. */
export const addressOwners: ClusterCheck = {
  id: 'address-owners',
  scope: 'lan',
  title: 'the node that MetalLB selected answers ARP or NDP for every fixed address',
  why: 'Where another machine has the address, clients reach one or the other by chance. Where no machine answers, or a client has an outdated entry, they reach none.',
  dependsOn: ['metallb-announced', 'pool-addresses', 'node-interfaces', 'duplicate-identities'],
  applies: (plan) => listFixedAddresses(plan).length > 0,
  async *observe({ plan, lan, cluster }: VerifyContext) {
    const { near, far } = await splitByNetwork(lan, listFixedAddresses(plan), (address) =>
      formatSubject(address, lan.name),
    );
    yield* far;
    if (near.length === 0) return;
    const nodes = plan.nodes.flatMap(({ name, nodeIp }) =>
      nodeIp.map((address) => ({ name, address: address.toString() })),
    );
    const seen = await readFixedOwners(plan, lan, near);
    // The owners are compared even if the selection is unknown.
    const choice = `node that MetalLB selected for ${near.join(', ')} (ServiceL2Status)`;
    const chosen = await skipIfUnreachable(choice, () => readChosenNodes(cluster));
    if (isSkipped(chosen)) yield chosen;
    for (const address of near) {
      const owner = seen.get(String(address));
      const node = nodes.find((one) => owner !== undefined && seen.get(one.address)?.mac === owner.mac);
      yield reportOwner({
        ...{ address, host: lan.name },
        ...(owner !== undefined && { owner }),
        ...(node !== undefined && { node: node.name }),
        chosen: isSkipped(chosen) ? [] : chosen(address),
      });
    }
  },
};

import type { AddressRange, Cidr } from '../../address';
import type { IPAddressPoolPlan, MetalLbPlan, NetworkPlan } from '../../plan';
import { Address, contains, findFirstUncovered, overlaps, findSpecialPurposes } from '../../address';
import { pathOf, joinList } from '../../diagnostics';
import {
  l2AdvertisementsOf,
  listAdvertisingInterfaces,
  listInterfaceNetworks,
  selectNodes,
} from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbPoolOutsideLan: NetworkRule = {
  id: 'metallb-pool-outside-lan',
  severity: 'error',
  title: 'L2 pool outside the LAN',
  why:
    'With L2, MetalLB answers ARP and NDP requests. Hosts send them only for addresses of their own network, and send ' +
    'packets to any other address to the router, which has no route to it.',
  fix:
    'Use a free range of the LAN. Add a further network on the same wire to lan.cidr, and a VLAN or second NIC to ' +
    'interfaces of the nodes. For any other range use advertise: bgp.',
  check(plan, report, source) {
    const { metallb, lan } = plan;
    if (metallb === undefined) return;
    for (const pool of metallb.ipAddressPools) {
      if (l2AdvertisementsOf(metallb, pool).length === 0) continue;
      const reached = listReachedNetworks(plan, metallb, pool);
      for (const range of pool.addresses) {
        const stray = findFirstUncovered(range, [...lan.cidr, ...reached]);
        if (stray === undefined || isReportedOtherwise(plan, range)) continue;
        if (!plan.serviceCidr.some(({ family }) => family === range.family)) continue;
        const hint = describeUnreached(plan, new Address(range.family, stray));
        const networks = lan.cidr.filter(({ family }) => family === range.family);
        report({
          path: pathOf(range),
          message:
            networks.length === 0
              ? `${source.quote(range)} is IPv${range.family}, and lan.cidr has no IPv${range.family} network (${source.line(pathOf(lan, 'cidr'))}).`
              : `${source.quote(range)} contains ${new Address(range.family, stray).toString()}, which is outside the LAN ${joinList(networks.map((cidr) => source.quote(cidr)))} (${source.line(pathOf(lan, 'cidr', 0))}).`,
          ...(hint !== undefined && { hint }),
        });
      }
    }
  },
};

/** Networks beside the LAN that nodes which announce a pool by L2 have an Ethernet interface in. */
function listReachedNetworks(
  plan: NetworkPlan,
  metallb: MetalLbPlan,
  pool: IPAddressPoolPlan,
): readonly Cidr[] {
  return l2AdvertisementsOf(metallb, pool).flatMap((advertisement) =>
    selectNodes(plan, advertisement.nodeSelectors).flatMap((node) =>
      listAdvertisingInterfaces(plan, node, advertisement).map(({ cidr }) => cidr),
    ),
  );
}

/** Why an interface in the network of an address does not help, if there is one. */
function describeUnreached({ nodes }: NetworkPlan, address: Address): string | undefined {
  const near = nodes.flatMap(listInterfaceNetworks).find(({ cidr }) => contains(cidr, address));
  if (near === undefined) return undefined;
  const { node, on } = near;
  return on.kind === 'tunnel'
    ? `"${on.name}" of node "${node.name}" is in that network and carries neither ARP nor NDP. Use ServiceLB, or BGP with a route to the nodes.`
    : `"${on.name}" of node "${node.name}" is in that network. Announce the pool with an l2Advertisement that selects this node and this interface.`;
}

/** Whether a more specific rule reports the range. */
function isReportedOtherwise({ clusterCidr, serviceCidr }: NetworkPlan, range: AddressRange): boolean {
  return (
    [...clusterCidr, ...serviceCidr].some((cidr) => overlaps(cidr, range)) ||
    findSpecialPurposes(range).some(({ use }) => use === 'unusable')
  );
}

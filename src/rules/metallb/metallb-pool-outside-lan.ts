import type { AddressRange } from '../../address';
import type { NetworkPlan } from '../../plan';
import { Address, findFirstUncovered, overlaps, findSpecialPurposes } from '../../address';
import { pathOf, joinList } from '../../diagnostics';
import { l2AdvertisementsOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbPoolOutsideLan: NetworkRule = {
  id: 'metallb-pool-outside-lan',
  severity: 'error',
  title: 'L2 pool outside the LAN',
  why:
    'With L2, MetalLB answers ARP and NDP requests. Hosts send them only for addresses of their own network, and send ' +
    'packets to any other address to the router, which has no route to it.',
  fix:
    'Use a free range of the LAN. Add a further network on the same wire to lan.cidr. For any other range use ' +
    'advertise: bgp.',
  *check(plan, source) {
    const { metallb, lan } = plan;
    if (metallb === undefined) return;
    for (const pool of metallb.ipAddressPools) {
      if (l2AdvertisementsOf(metallb, pool).length === 0) continue;
      for (const range of pool.addresses) {
        const stray = findFirstUncovered(range, lan.cidr);
        if (stray === undefined || isReportedOtherwise(plan, range)) continue;
        if (!plan.serviceCidr.some(({ family }) => family === range.family)) continue;
        const networks = lan.cidr.filter(({ family }) => family === range.family);
        yield {
          path: pathOf(range),
          message:
            networks.length === 0
              ? `${source.quote(range)} is IPv${range.family}, and lan.cidr has no IPv${range.family} network (${source.line(pathOf(lan, 'cidr'))}).`
              : `${source.quote(range)} contains ${new Address(range.family, stray).toString()}, which is outside the LAN ${joinList(networks.map((cidr) => source.quote(cidr)))} (${source.line(pathOf(lan, 'cidr', 0))}).`,
        };
      }
    }
  },
};

/** Whether a more specific rule reports the range. */
function isReportedOtherwise({ clusterCidr, serviceCidr }: NetworkPlan, range: AddressRange): boolean {
  return (
    [...clusterCidr, ...serviceCidr].some((cidr) => overlaps(cidr, range)) ||
    findSpecialPurposes(range).some(({ use }) => use === 'unusable')
  );
}

import type { AddressRange } from '../../address';
import type { NetworkPlan } from '../../plan';
import { Address, findFirstUncovered, overlaps, findSpecialPurposes } from '../../address';
import { pathOf, joinList } from '../../diagnostics';
import { l2AdvertisementsOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbPoolOutsideLan: NetworkRule = {
  id: 'metallb-pool-outside-lan',
  severity: 'error',
  title: 'A pool that is announced by ARP or NDP is not in the LAN',
  why:
    'Announcing on layer 2 means answering whoever asks for the address on the wire. Hosts ask only for addresses of ' +
    'their own network, and send everything else to the router, which does not know this one.',
  fix:
    'Use a free range of the LAN. A further network on the same wire belongs into lan.cidr; for any other use ' +
    'advertise: bgp.',
  *check(plan, source) {
    const { metallb, lan } = plan;
    if (metallb === undefined) return;
    for (const pool of metallb.ipAddressPools) {
      if (l2AdvertisementsOf(metallb, pool).length === 0) continue;
      for (const range of pool.addresses) {
        const stray = findFirstUncovered(range, lan.cidr);
        if (stray === undefined || isRefusedAnyway(plan, range)) continue;
        if (!plan.serviceCidr.some(({ family }) => family === range.family)) continue;
        const networks = lan.cidr.filter(({ family }) => family === range.family);
        yield {
          path: pathOf(range),
          message:
            networks.length === 0
              ? `${source.quote(range)} is IPv${range.family}, and lan.cidr has no IPv${range.family} network (${source.line(pathOf(lan, 'cidr'))}).`
              : `${source.quote(range)} has ${new Address(range.family, stray).toString()}, which is outside the LAN ${joinList(networks.map((cidr) => source.quote(cidr)))} (${source.line(pathOf(lan, 'cidr', 0))}).`,
        };
      }
    }
  },
};

/** Whether another rule says more precisely what is wrong with the range. */
function isRefusedAnyway({ clusterCidr, serviceCidr }: NetworkPlan, range: AddressRange): boolean {
  return (
    [...clusterCidr, ...serviceCidr].some((cidr) => overlaps(cidr, range)) ||
    findSpecialPurposes(range).some(({ use }) => use === 'unusable')
  );
}

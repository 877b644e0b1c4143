import type { Address } from '../../address';
import type { NetworkPlan } from '../../plan';
import { contains } from '../../address';
import { l2AdvertisementsOf, listMetalLbServices, findPoolWith } from '../../plan';

/** Fixed addresses in the LAN's own networks, which MetalLB announces by ARP or NDP. */
export function listFixedAddresses(plan: NetworkPlan): readonly Address[] {
  const { metallb, lan } = plan;
  if (metallb === undefined) return [];
  const all = listMetalLbServices(plan).flatMap(({ loadBalancerIPs }) => loadBalancerIPs);
  const local = all.filter((address) => {
    const pool = findPoolWith(metallb.ipAddressPools, address);
    return (
      pool !== undefined &&
      l2AdvertisementsOf(metallb, pool).length > 0 &&
      lan.cidr.some((cidr) => contains(cidr, address))
    );
  });
  return local.filter((address, index) => local.findIndex((one) => one.equals(address)) === index);
}

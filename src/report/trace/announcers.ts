import type { Family } from '../../address';
import type { NetworkPlan, NodePlan } from '../../plan';
import { announcersOf, bgpAdvertisementsOf, findPoolWith, listServiceLbNodes } from '../../plan';
import type { TracedService } from './traced-service';

/** The nodes that may announce the addresses of a Service. */
export function listAnnouncers(plan: NetworkPlan, service: TracedService): readonly NodePlan[] {
  const { metallb } = plan;
  if (service.servedBy === 'servicelb') return listServiceLbNodes(plan, service);
  if (service.servedBy !== 'metallb' || metallb === undefined) return [];
  const [address] = service.loadBalancerIPs;
  const pool =
    address === undefined ? metallb.ipAddressPools[0] : findPoolWith(metallb.ipAddressPools, address);
  return pool === undefined ? [] : announcersOf(plan, metallb, pool);
}

/** How the LAN finds the node: `one node answers ARP`. */
export function describeAnnouncement(
  { metallb }: NetworkPlan,
  service: TracedService,
  family: Family,
): string {
  if (service.servedBy === 'servicelb') return 'the address of a node';
  const [address] = service.loadBalancerIPs;
  const pool = address && metallb && findPoolWith(metallb.ipAddressPools, address);
  const byBgp = pool && metallb && bgpAdvertisementsOf(metallb, pool).length > 0;
  if (byBgp) return 'the router forwards to one of its next hops (BGP)';
  return family === 4 ? 'one node answers ARP' : 'one node answers NDP';
}

import type { Address } from '../../address';
import { announcersOf, readAnnouncements } from '../objects/announcements';
import { hasAddress, readServices } from '../objects/services';
import type { ClusterReader } from '../place';

/**
 * Which node MetalLB says that it has chosen to answer ARP and NDP for an address; none where nothing has it, which
 * other checks say. Services that share an address have one node.
 */
export type ChosenNodes = (address: Address) => readonly string[];

/** @throws Unreachable */
export async function readChosenNodes(cluster: ClusterReader): Promise<ChosenNodes> {
  const services = await readServices(cluster);
  const announcements = await readAnnouncements(cluster, 'ServiceL2Status');
  return (address) => {
    const holders = services.filter((service) => hasAddress(service, address));
    const names = holders.flatMap(({ metadata }) => announcersOf(announcements, metadata));
    return [...new Set(names)].sort();
  };
}

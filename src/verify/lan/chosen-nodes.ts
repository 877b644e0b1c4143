import type { Address } from '../../address';
import { listAnnouncers, readAnnouncements } from '../objects/announcements';
import { hasAddress, readServices } from '../objects/services';
import type { ClusterReader } from '../host';

/**
 * The nodes that MetalLB selected to answer ARP and NDP for an address; none where no Service has it, which other checks
 * report. Services that share an address have the same node.
 */
export type ChosenNodes = (address: Address) => readonly string[];

/** @throws UnreachableError */
export async function readChosenNodes(cluster: ClusterReader): Promise<ChosenNodes> {
  const services = await readServices(cluster);
  const announcements = await readAnnouncements(cluster, 'ServiceL2Status');
  return (address) => {
    const findHolders = services.filter((service) => hasAddress(service, address));
    const names = findHolders.flatMap(({ metadata }) => listAnnouncers(announcements, metadata));
    return [...new Set(names)].sort();
  };
}

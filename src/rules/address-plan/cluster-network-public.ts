import { contains, findSpecialPurposes } from '../../address';
import { pathOf } from '../../diagnostics';
import { listClusterNetworks, findFreeNetwork } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const clusterNetworkPublic: NetworkRule = {
  id: 'cluster-network-public',
  severity: 'warning',
  title: 'The pod or service network has public addresses',
  why:
    'Somebody on the internet owns them, and for every node and pod his machines are gone. Networks such as 172.42.0.0/16 ' +
    'look private and are not: RFC 1918 ends at 172.31.255.255. IPv6 pods with public addresses of your own are fine.',
  fix: 'Use a private network: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, or one of fd00::/8.',
  *check(plan, source) {
    for (const { cidr, title } of listClusterNetworks(plan)) {
      // A provider routes whole IPv6 prefixes to a site, and pods may well live in one.
      if (cidr.family === 6) continue;
      const purposes = findSpecialPurposes(cidr);
      if (purposes.some((purpose) => purpose.use !== 'private' || contains(purpose.cidr, cidr))) continue;
      yield {
        path: pathOf(cidr),
        message: `${source.quote(cidr)}, ${title}, has public addresses.`,
        hint: `Pods could not reach the machines on the internet that have them. Use a private network such as ${findFreeNetwork(plan, cidr.family)}.`,
      };
    }
  },
};

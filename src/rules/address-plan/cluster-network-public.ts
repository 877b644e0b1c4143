import { contains, findSpecialPurposes } from '../../address';
import { pathOf } from '../../diagnostics';
import { listClusterNetworks, findFreeNetwork } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const clusterNetworkPublic: NetworkRule = {
  id: 'cluster-network-public',
  severity: 'warning',
  title: 'Pod or service network with public addresses',
  why:
    'These addresses are assigned to hosts on the internet, which nodes and pods could no longer reach. Networks such ' +
    'as 172.42.0.0/16 look private but are not: RFC 1918 ends at 172.31.255.255.',
  fix: 'Use a private network: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, or one of fd00::/8.',
  check(plan, report, source) {
    for (const { cidr, title } of listClusterNetworks(plan)) {
      // Providers route whole IPv6 prefixes to a site, and pods may use one: see ipv6-pods-global.
      if (cidr.family === 6) continue;
      const purposes = findSpecialPurposes(cidr);
      if (purposes.some((purpose) => purpose.use !== 'private' || contains(purpose.cidr, cidr))) continue;
      report({
        path: pathOf(cidr),
        message: `${source.quote(cidr)}, ${title}, has public addresses.`,
        hint: `Nodes and pods could not reach the hosts on the internet with these addresses. Use a private network such as ${findFreeNetwork(plan, cidr.family)}.`,
      });
    }
  },
};

import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const clusterDomainIsLocal: NetworkRule = {
  id: 'cluster-domain-is-local',
  severity: 'warning',
  title: 'clusterDomain is local, the domain of multicast DNS',
  why:
    'Hosts resolve names in local by multicast on the LAN (RFC 6762), and many resolvers never send them to a name ' +
    'server. Pods could not resolve printers and hosts with such names.',
  fix: 'Write a domain below it, such as cluster.local, or one of your own, such as k3s.home.arpa.',
  check(plan, report, source) {
    if (plan.clusterDomain !== 'local') return;
    const path = pathOf(plan, 'clusterDomain');
    report({
      path,
      message: `${source.quote(path)} is the domain of multicast DNS.`,
      hint: 'Some resolvers never send such names to the cluster DNS. Write cluster.local, or a domain of your own.',
    });
  },
};

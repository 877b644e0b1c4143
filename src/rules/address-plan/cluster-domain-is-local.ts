import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const clusterDomainIsLocal: NetworkRule = {
  id: 'cluster-domain-is-local',
  severity: 'warning',
  title: 'The cluster domain is the one of multicast DNS',
  why:
    'Names in local are asked for by multicast on the LAN (RFC 6762), and many resolvers never ask a name server for ' +
    'them. With all of local in the cluster, printers and machines of that name are gone for pods too.',
  fix: 'Write a domain below it, such as cluster.local, or one of your own, such as k3s.home.arpa.',
  *check(plan, source) {
    if (plan.clusterDomain !== 'local') return;
    const path = pathOf(plan, 'clusterDomain');
    yield {
      path,
      message: `${source.quote(path)} is the domain of multicast DNS.`,
      hint: 'Some resolvers never ask the cluster for such names. Write cluster.local, or a domain of your own.',
    };
  },
};

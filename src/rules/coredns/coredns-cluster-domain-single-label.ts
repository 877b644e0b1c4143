import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const corednsClusterDomainSingleLabel: NetworkRule = {
  id: 'coredns-cluster-domain-single-label',
  severity: 'warning',
  title: 'The cluster domain has a single label',
  why:
    'The cluster DNS answers all names below that label: with "lan" or "home" the names of the router, with a ' +
    'top-level domain part of the internet. Changing it later needs a restart of every pod.',
  fix: 'Write a domain of two labels, such as cluster.local.',
  check(plan, report, source) {
    // Another rule reports the domain of multicast DNS.
    if (plan.clusterDomain.includes('.') || plan.clusterDomain === 'local') return;
    const path = pathOf(plan, 'clusterDomain');
    report({
      path,
      message: `${source.quote(path)} makes the cluster DNS answer every name that ends in .${plan.clusterDomain}.`,
    });
  },
};

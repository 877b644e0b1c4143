import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const corednsClusterDomainSingleLabel: NetworkRule = {
  id: 'coredns-cluster-domain-single-label',
  severity: 'warning',
  title: 'The cluster domain is a single word',
  why:
    'The domain takes all names below that word: with "lan" or "home" those of the router, with a ' +
    'top-level domain part of the internet. It cannot be changed without restarting every pod.',
  fix: 'Write a domain of two words, such as cluster.local.',
  *check(plan, source) {
    // That it is multicast DNS's own is another rule's to say.
    if (plan.clusterDomain.includes('.') || plan.clusterDomain === 'local') return;
    const path = pathOf(plan, 'clusterDomain');
    yield {
      path,
      message: `${source.quote(path)} takes every name that ends in .${plan.clusterDomain} for the cluster's own.`,
    };
  },
};

import { pathOf } from '../../diagnostics';
import { citedDomain, isWithin } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsHostInClusterDomain: NetworkRule = {
  id: 'coredns-host-in-cluster-domain',
  severity: 'warning',
  title: 'A fixed name is in the domain of the cluster',
  why:
    'Names of the cluster domain are made by Kubernetes. A fixed one in there hides a Service of the same name, or ' +
    'stays behind when one is made later.',
  fix: "Use a name of the LAN's domain. For a second name of a Service use rewrite.",
  *check(plan, source) {
    const { coredns, clusterDomain } = plan;
    if (coredns.mode === 'none') return;
    for (const host of coredns.hosts) {
      if (!isWithin(host.name, clusterDomain) || isWithin(`svc.${clusterDomain}`, host.name)) continue;
      const path = pathOf(host, 'name');
      yield {
        path,
        message: `${source.quote(path)} is in ${citedDomain(plan, source)}, whose names Kubernetes makes.`,
      };
    }
  },
};

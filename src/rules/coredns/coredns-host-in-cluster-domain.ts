import { citedDomain, isWithin, listFixedNames } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsHostInClusterDomain: NetworkRule = {
  id: 'coredns-host-in-cluster-domain',
  severity: 'warning',
  title: 'A fixed name is in the cluster domain',
  why:
    'Kubernetes creates the names of the cluster domain. A fixed name hides a Service of the same name, also one ' +
    'that is created later.',
  fix: "Use a name of the LAN's domain. For a second name of a Service use rewrite.",
  check(plan, report, source) {
    const { coredns, clusterDomain } = plan;
    if (coredns.mode === 'none') return;
    for (const host of listFixedNames(coredns)) {
      if (!isWithin(host.name, clusterDomain) || isWithin(`svc.${clusterDomain}`, host.name)) continue;
      const { path } = host;
      report({
        path,
        message: `${source.quote(path)} is in ${citedDomain(plan, source)}, whose names Kubernetes creates.`,
      });
    }
  },
};

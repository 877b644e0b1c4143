import { pathOf } from '../../diagnostics';
import { citedDomain, isWithin, zoneOfRewrite } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsRewriteToClusterDomain: NetworkRule = {
  id: 'coredns-rewrite-to-cluster-domain',
  severity: 'warning',
  title: 'A name of a forwarded zone is rewritten to a name of the cluster',
  why:
    'CoreDNS rewrites a name in the block of its zone, and resolves the new name there. That block does not use ' +
    "Kubernetes: it queries the zone's servers for the Service, which does not exist there.",
  fix: 'Rewrite from a name that is in no zone of coredns, or set the address of the name in hosts.',
  check(plan, report, source) {
    const { coredns, clusterDomain } = plan;
    for (const rewrite of coredns.mode === 'none' ? [] : coredns.rewrite) {
      const zone = zoneOfRewrite(coredns, rewrite);
      if (zone === undefined || !isWithin(rewrite.to.replace(/^\.|\.$/g, ''), clusterDomain)) continue;
      const path = pathOf(rewrite, 'to');
      report({
        path,
        message: `${source.quote(path)} is in ${citedDomain(plan, source)}, and ${source.quote(pathOf(rewrite, 'from'))} is answered by ${zone.title} (${source.line(zone.path)}), which does not have it.`,
      });
    }
  },
};

import { pathOf } from '../../diagnostics';
import { citedDomain, isWithin, zoneOfRewrite } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsRewriteToClusterDomain: NetworkRule = {
  id: 'coredns-rewrite-to-cluster-domain',
  severity: 'warning',
  title: "A name of a zone of one's own is rewritten to one of the cluster",
  why:
    'A name is rewritten in the block of its own zone, and looked up there. That block knows nothing of Kubernetes: the ' +
    "zone's own servers are asked for the Service, and say that there is none.",
  fix: 'Rewrite from a name that is in no zone of its own, or give the name the address in hosts.',
  *check(plan, source) {
    const { coredns, clusterDomain } = plan;
    for (const rewrite of coredns.mode === 'none' ? [] : coredns.rewrite) {
      const zone = zoneOfRewrite(coredns, rewrite);
      if (zone === undefined || !isWithin(rewrite.to.replace(/^\.|\.$/g, ''), clusterDomain)) continue;
      const path = pathOf(rewrite, 'to');
      yield {
        path,
        message: `${source.quote(path)} is in ${citedDomain(plan, source)}, and ${source.quote(pathOf(rewrite, 'from'))} is answered by ${zone.title} (${source.line(zone.path)}), which does not know it.`,
      };
    }
  },
};

import type { CoreDnsPlan, OwnZone } from '../../plan';
import { pathOf, quoteText } from '../../diagnostics';
import { answeredZones, citedDomain, isWithin } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsZoneHidesClusterDomain: NetworkRule = {
  id: 'coredns-zone-hides-cluster-domain',
  severity: 'error',
  title: "A zone of one's own takes the cluster's names away",
  why:
    'CoreDNS answers a name from the longest zone that it is in, and from nowhere else. A zone around the cluster ' +
    'domain, or the same, takes every Service name: pods no longer find each other.',
  fix: "Write a zone that the cluster's domain is not in.",
  *check(plan, source) {
    const { coredns, clusterDomain } = plan;
    if (coredns.mode === 'none') return;
    for (const { zone, path } of zonesAndHosts(coredns)) {
      if (!isWithin(`svc.${clusterDomain}`, zone)) continue;
      yield {
        path,
        message: `${quoteText(zone)} takes the names of all Services away: they are in ${citedDomain(plan, source)}.`,
      };
    }
  },
};

function zonesAndHosts(coredns: CoreDnsPlan): readonly Omit<OwnZone, 'title'>[] {
  return [
    ...answeredZones(coredns),
    ...coredns.hosts.map((host) => ({ zone: host.name, path: pathOf(host, 'name') })),
  ];
}

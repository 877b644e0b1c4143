import type { CoreDnsPlan, OwnZone } from '../../plan';
import { pathOf, quoteText } from '../../diagnostics';
import { answeredZones, citedDomain, isWithin } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsZoneHidesClusterDomain: NetworkRule = {
  id: 'coredns-zone-hides-cluster-domain',
  severity: 'error',
  title: 'A zone hides the cluster domain',
  why:
    'CoreDNS answers a name only from the longest zone that contains it. A zone that contains the cluster domain ' +
    'hides every Service name, and pods no longer find each other.',
  fix: 'Write a zone that does not contain the cluster domain.',
  check(plan, report, source) {
    const { coredns, clusterDomain } = plan;
    if (coredns.mode === 'none') return;
    for (const { zone, path } of zonesAndHosts(coredns)) {
      if (!isWithin(`svc.${clusterDomain}`, zone)) continue;
      report({
        path,
        message: `${quoteText(zone)} hides the names of all Services: they are in ${citedDomain(plan, source)}.`,
      });
    }
  },
};

function zonesAndHosts(coredns: CoreDnsPlan): readonly Omit<OwnZone, 'title'>[] {
  return [
    ...answeredZones(coredns).filter(({ hasKubernetes }) => hasKubernetes !== true),
    ...coredns.hosts.map((host) => ({ zone: host.name, path: pathOf(host, 'name') })),
  ];
}

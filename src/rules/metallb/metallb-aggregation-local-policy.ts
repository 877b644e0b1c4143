import { pathOf } from '../../diagnostics';
import { aggregationOf, bgpAdvertisementsOf, listMetalLbServices, findPoolsFor } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbAggregationLocalPolicy: NetworkRule = {
  id: 'metallb-aggregation-local-policy',
  severity: 'warning',
  title: 'Aggregated BGP route with externalTrafficPolicy: Local',
  why:
    'With externalTrafficPolicy: Local, a node announces a Service only while it runs a pod of it. A node announces ' +
    'an aggregated route for any address in it. It then receives traffic for the other Services and drops it.',
  fix: 'Set externalTrafficPolicy: Cluster, or remove aggregationLength.',
  check(plan, report, source) {
    const { metallb } = plan;
    if (metallb === undefined) return;
    for (const service of listMetalLbServices(plan)) {
      if (service.externalTrafficPolicy !== 'Local') continue;
      const found = findPoolsFor(metallb.ipAddressPools, service)
        .flatMap((pool) =>
          bgpAdvertisementsOf(metallb, pool).map((advertisement) => ({ pool, advertisement })),
        )
        .find(({ pool, advertisement }) =>
          pool.addresses.some(
            (range) => aggregationOf(advertisement, range) < (range.family === 4 ? 32 : 128),
          ),
        );
      if (found === undefined) continue;
      const path = pathOf(service.settings, 'externalTrafficPolicy');
      report({
        path,
        message: `${source.quote(path)} drops traffic on nodes without a pod, and the advertisement "${found.advertisement.name}" (${source.line(pathOf(found.advertisement, 'name'))}) aggregates the addresses of pool "${found.pool.name}".`,
      });
    }
  },
};

import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const sampleUnexposed: NetworkRule = {
  id: 'sample-unexposed',
  severity: 'hint',
  title: 'A sample can only be reached from inside the cluster',
  why: 'A sample tests the cluster from the LAN. Without a route or its own address, only pods can reach it.',
  fix: 'Add ingress, ingressRoute, ingressRouteTCP, httpRoute or loadBalancer; for UDP ingressRouteUDP or loadBalancer.',
  check({ traefik, samples }, report, source) {
    // Where there is no Traefik, what would expose it is the user's own.
    for (const sample of traefik.mode === 'none' ? [] : samples) {
      const { ingress, ingressRoute, ingressRouteTCP, ingressRouteUDP, httpRoute, loadBalancer } = sample;
      const routes = [ingress, ingressRoute, ingressRouteTCP, ingressRouteUDP, httpRoute];
      if ([...routes, loadBalancer].some((way) => way !== undefined)) continue;
      const path = pathOf(sample, 'name');
      report({ path, message: `${source.quote(path)} has no route and no address.` });
    }
  },
};

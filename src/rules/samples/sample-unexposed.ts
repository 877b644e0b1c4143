import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const sampleUnexposed: NetworkRule = {
  id: 'sample-unexposed',
  severity: 'hint',
  title: 'A sample is reached from inside the cluster only',
  why: 'A sample is there to try the cluster from the LAN. Without a route or an address of its own only pods reach it.',
  fix: 'Add ingress, ingressRoute, httpRoute or loadBalancer.',
  *check({ traefik, samples }, source) {
    // Where there is no Traefik, what would expose it is the user's own.
    for (const sample of traefik.mode === 'none' ? [] : samples) {
      const { ingress, ingressRoute, httpRoute, loadBalancer } = sample;
      if ([ingress, ingressRoute, httpRoute, loadBalancer].some((way) => way !== undefined)) continue;
      const path = pathOf(sample, 'name');
      yield { path, message: `${source.quote(path)} has no route and no address of its own.` };
    }
  },
};

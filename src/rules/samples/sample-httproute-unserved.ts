import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const sampleHttprouteUnserved: NetworkRule = {
  id: 'sample-httproute-unserved',
  severity: 'error',
  title: 'A sample has an HTTPRoute, but no Gateway serves it',
  why:
    "An HTTPRoute belongs to a Gateway, here Traefik's. With providers.kubernetesGateway disabled, the Gateway does " +
    'not exist and the route is never accepted.',
  fix: 'Set providers.kubernetesGateway: true, or expose the sample another way.',
  check({ traefik, samples }, report, source) {
    if (traefik.mode === 'none' || traefik.providers.kubernetesGateway) return;
    const provider = pathOf(traefik.providers, 'kubernetesGateway');
    const where = source.states(provider) ? source.line(provider) : 'the default';
    for (const { httpRoute } of samples) {
      if (httpRoute === undefined) continue;
      const path = pathOf(httpRoute, 'host');
      report({
        path,
        message: `${source.quote(path)} is the host of an HTTPRoute, but Traefik's provider kubernetesGateway is disabled (${where}).`,
      });
    }
  },
};

import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const sampleIngressrouteUnserved: NetworkRule = {
  id: 'sample-ingressroute-unserved',
  severity: 'error',
  title: 'A sample has an IngressRoute, but Traefik does not read IngressRoutes',
  why:
    'With the provider kubernetesCRD disabled, Traefik ignores its own custom resources. The route has no effect, ' +
    'and clients get a 404.',
  fix: 'Enable providers.kubernetesCRD, or expose the sample another way.',
  check({ traefik, samples }, report, source) {
    if (traefik.mode === 'none' || traefik.providers.kubernetesCRD) return;
    const provider = pathOf(traefik.providers, 'kubernetesCRD');
    for (const { ingressRoute, ingressRouteTCP, ingressRouteUDP } of samples) {
      const routes = [
        ...(ingressRoute ? [{ path: pathOf(ingressRoute, 'match'), is: 'the rule of an IngressRoute' }] : []),
        ...(ingressRouteTCP
          ? [{ path: pathOf(ingressRouteTCP, 'hostSNI'), is: 'the host of an IngressRouteTCP' }]
          : []),
        ...(ingressRouteUDP
          ? [{ path: pathOf(ingressRouteUDP, 'entryPoints', 0), is: 'an entryPoint of an IngressRouteUDP' }]
          : []),
      ];
      for (const { path, is } of routes)
        report({
          path,
          message: `${source.quote(path)} is ${is}, and kubernetesCRD is ${source.quote(provider)} (${source.line(provider)}).`,
        });
    }
  },
};

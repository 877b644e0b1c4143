import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const sampleTlsOnWeb: NetworkRule = {
  id: 'sample-tls-on-web',
  severity: 'warning',
  title: 'A route with TLS is on the entryPoint for plain HTTP',
  why: 'A route with tls matches only requests over TLS. On port 80 clients use plain HTTP and get a 404.',
  fix: 'Write tls: false for a route on web, or remove web from entryPoints. httpsRedirect redirects clients to HTTPS.',
  check({ traefik, samples }, report, source) {
    if (traefik.mode === 'none' || traefik.httpsRedirect) return;
    for (const { ingressRoute } of samples) {
      const index = ingressRoute?.entryPoints.indexOf('web') ?? -1;
      if (ingressRoute === undefined || !ingressRoute.tls || index < 0) continue;
      const path = pathOf(ingressRoute, 'entryPoints', index);
      report({
        path,
        message: `${source.quote(path)} is for plain HTTP, but this route is for TLS${source.states(pathOf(ingressRoute, 'tls')) ? '' : ' by default'}.`,
      });
    }
  },
};

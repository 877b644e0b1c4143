import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const sampleTlsOnWeb: NetworkRule = {
  id: 'sample-tls-on-web',
  severity: 'warning',
  title: 'A route with TLS is on the port for plain HTTP',
  why:
    'A route with tls matches requests over TLS only. On port 80 clients speak plain HTTP, and get a 404 from Traefik ' +
    'although the route is there.',
  fix: 'Write tls: false for a route on web, or take web out of entryPoints; httpsRedirect sends clients to HTTPS.',
  *check({ traefik, samples }, source) {
    if (traefik.mode === 'none' || traefik.httpsRedirect) return;
    for (const { ingressRoute } of samples) {
      const index = ingressRoute?.entryPoints.indexOf('web') ?? -1;
      if (ingressRoute === undefined || !ingressRoute.tls || index < 0) continue;
      const path = pathOf(ingressRoute, 'entryPoints', index);
      yield {
        path,
        message: `${source.quote(path)} is for plain HTTP, and this route is for TLS${source.states(pathOf(ingressRoute, 'tls')) ? '' : ' by default'}.`,
      };
    }
  },
};

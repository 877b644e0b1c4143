import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const sampleTcpHidesHttp: NetworkRule = {
  id: 'sample-tcp-hides-http',
  severity: 'warning',
  title: 'An IngressRouteTCP takes every connection of an entryPoint for HTTP',
  why:
    'Traefik selects TCP routes before HTTP routes. Without TLS, a route for every host takes all connections: no ' +
    'Ingress or IngressRoute on the entryPoint is served, and no redirect to HTTPS.',
  fix: 'Add an entryPoint of its own for the TCP route.',
  check({ traefik, samples }, report, source) {
    if (traefik.mode === 'none') return;
    const forHttp = new Set([
      'web',
      ...samples.flatMap(({ ingressRoute }) => (ingressRoute?.tls === false ? ingressRoute.entryPoints : [])),
    ]);
    for (const { ingressRouteTCP: route } of samples) {
      if (route === undefined || route.tls || route.hostSNI !== '*') continue;
      for (const [index, name] of route.entryPoints.entries()) {
        if (!forHttp.has(name)) continue;
        const path = pathOf(route, 'entryPoints', index);
        report({
          path,
          message: `${source.quote(path)} also serves HTTP, which gets no connection any more.`,
        });
      }
    }
  },
};

import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const sampleRouteRedirectedAway: NetworkRule = {
  id: 'sample-route-redirected-away',
  severity: 'error',
  title: 'A route is on HTTP only, but all HTTP requests are redirected to HTTPS',
  why:
    'With httpsRedirect, Traefik answers every request on web with a redirect to websecure, before it evaluates ' +
    'routes. This route does not exist on websecure, so clients get a 404.',
  fix: 'Move the route to websecure, or remove httpsRedirect.',
  check({ traefik, samples }, report, source) {
    if (traefik.mode === 'none' || !traefik.httpsRedirect) return;
    const redirect = () =>
      `${source.quote(pathOf(traefik, 'httpsRedirect'))} (${source.line(pathOf(traefik, 'httpsRedirect'))})`;
    for (const { ingressRoute, httpRoute } of samples) {
      if (ingressRoute?.entryPoints.every((name) => name === 'web')) {
        const path = pathOf(ingressRoute, 'entryPoints', 0);
        report({
          path,
          message: `${source.quote(path)} is the only entryPoint of this route, and httpsRedirect is ${redirect()}.`,
        });
      }
      if (httpRoute !== undefined && traefik.defaultCertificate === undefined) {
        const path = pathOf(httpRoute, 'host');
        report({
          path,
          message: `${source.quote(path)} is on the HTTP listener of the Gateway only, and httpsRedirect is ${redirect()}.`,
          hint: 'The Gateway serves HTTPS if traefik.defaultCertificate is set. Set it, or remove httpsRedirect.',
        });
      }
    }
  },
};

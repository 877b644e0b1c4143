import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const sampleRouteRedirectedAway: NetworkRule = {
  id: 'sample-route-redirected-away',
  severity: 'error',
  title: 'A route is on HTTP only, and everything on HTTP is redirected to HTTPS',
  why:
    'With httpsRedirect Traefik answers every request on web by sending the client to websecure, before it looks at any ' +
    'route. There this one does not exist: clients get a 404.',
  fix: 'Put the route on websecure, or leave httpsRedirect out.',
  *check({ traefik, samples }, source) {
    if (traefik.mode === 'none' || !traefik.httpsRedirect) return;
    const redirect = () =>
      `${source.quote(pathOf(traefik, 'httpsRedirect'))} (${source.line(pathOf(traefik, 'httpsRedirect'))})`;
    for (const { ingressRoute, httpRoute } of samples) {
      if (ingressRoute?.entryPoints.every((name) => name === 'web')) {
        const path = pathOf(ingressRoute, 'entryPoints', 0);
        yield {
          path,
          message: `${source.quote(path)} is the only entryPoint of this route, and httpsRedirect is ${redirect()}.`,
        };
      }
      if (httpRoute !== undefined && traefik.defaultCertificate === undefined) {
        const path = pathOf(httpRoute, 'host');
        yield {
          path,
          message: `${source.quote(path)} is on the HTTP listener of the Gateway only, and httpsRedirect is ${redirect()}.`,
          hint: 'The Gateway serves HTTPS where there is a defaultCertificate. Write one, or leave httpsRedirect out.',
        };
      }
    }
  },
};

import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const samplePassthroughBesideHttp: NetworkRule = {
  id: 'sample-passthrough-beside-http',
  severity: 'error',
  title: 'A sample that terminates TLS itself has routes for HTTP',
  why: 'With passthroughSecret the pods accept only TLS. Traefik sends them plain HTTP for an Ingress, an IngressRoute or an HTTPRoute, and clients get a 400.',
  fix: 'Use another sample for the other routes.',
  check({ traefik, samples }, report, source) {
    if (traefik.mode === 'none') return;
    for (const { ingress, ingressRoute, httpRoute, ingressRouteTCP } of samples) {
      if (ingressRouteTCP?.passthroughSecret === undefined) continue;
      const secret = pathOf(ingressRouteTCP, 'passthroughSecret');
      const paths = [
        ...(ingress ? [pathOf(ingress, 'host')] : []),
        ...(ingressRoute ? [pathOf(ingressRoute, 'match')] : []),
        ...(httpRoute ? [pathOf(httpRoute, 'host')] : []),
      ];
      for (const path of paths)
        report({
          path,
          message: `${source.quote(path)} is a route for HTTP, and the pods serve TLS with ${source.quote(secret)} (${source.line(secret)}).`,
        });
    }
  },
};

import type { Rule } from '../../network';
import { at } from '../../network';

export const sampleIngressrouteUnserved: Rule = {
  id: 'sample-ingressroute-unserved',
  severity: 'error',
  title: 'A sample has an IngressRoute, and nobody reads it',
  why:
    "IngressRoutes are Traefik's own kind. Without Traefik the API server does not know it and refuses the manifest; with " +
    'the provider kubernetesCRD off Traefik does not look at it.',
  fix: 'Leave Traefik and its providers.kubernetesCRD on, or expose the sample another way.',
  *check({ traefik, samples }, source) {
    const off = traefik.mode === 'none' ? at(traefik, 'mode') : at(traefik.providers, 'kubernetesCRD');
    if (traefik.mode !== 'none' && traefik.providers.kubernetesCRD) return;
    for (const { ingressRoute } of samples) {
      if (ingressRoute === undefined) continue;
      const path = at(ingressRoute, 'match');
      yield {
        at: path,
        message: `${source.quote(path)} is the rule of an IngressRoute, and ${traefik.mode === 'none' ? 'the mode of traefik' : 'kubernetesCRD'} is ${source.quote(off)} (${source.line(off)}).`,
      };
    }
  },
};

import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

/** Ports of Traefik that its Service does not have. */
const INSIDE: ReadonlySet<string> = new Set(['traefik', 'metrics']);

export const sampleEntrypointInternal: NetworkRule = {
  id: 'sample-entrypoint-internal',
  severity: 'warning',
  title: 'An IngressRoute is on an entryPoint that only pods can reach',
  why:
    "The entryPoints traefik and metrics serve Traefik's API, health checks and metrics. They are not ports of its " +
    'Service, so no client outside the cluster can reach them.',
  fix: 'Write web, websecure, or one of traefik.entryPoints.',
  *check({ traefik, samples }, source) {
    for (const { ingressRoute } of traefik.mode === 'none' ? [] : samples) {
      for (const [index, name] of ingressRoute?.entryPoints.entries() ?? []) {
        if (ingressRoute === undefined || !INSIDE.has(name)) continue;
        const path = pathOf(ingressRoute, 'entryPoints', index);
        yield { path, message: `${source.quote(path)} is not a port of Traefik's Service.` };
      }
    }
  },
};

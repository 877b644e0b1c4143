import { listNamedEntryPoints } from '../../plan';
import type { NetworkRule } from '../network-rule';

/** Ports of Traefik that its Service does not have. */
const INSIDE: ReadonlySet<string> = new Set(['traefik', 'metrics']);

export const sampleEntrypointInternal: NetworkRule = {
  id: 'sample-entrypoint-internal',
  severity: 'warning',
  title: 'A route of a sample is on an entryPoint that only pods can reach',
  why:
    "The entryPoints traefik and metrics serve Traefik's API, health checks and metrics. They are not ports of its " +
    'Service, so no client outside the cluster can reach them.',
  fix: 'Write web, websecure, or one of traefik.entryPoints.',
  check({ traefik, samples }, report, source) {
    for (const { name, path } of traefik.mode === 'none' ? [] : samples.flatMap(listNamedEntryPoints)) {
      if (!INSIDE.has(name)) continue;
      report({ path, message: `${source.quote(path)} is not a port of Traefik's Service.` });
    }
  },
};

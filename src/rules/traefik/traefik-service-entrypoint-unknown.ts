import { findNearest, pathOf } from '../../diagnostics';
import { listTraefikListeners } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const traefikServiceEntrypointUnknown: NetworkRule = {
  id: 'traefik-service-entrypoint-unknown',
  severity: 'error',
  title: 'A Service exposes an entryPoint that does not exist',
  why: 'The Service would have no port, or one port less. The API server and the chart reject a Service without ports.',
  fix: 'Write web, websecure, or one of traefik.entryPoints.',
  check({ traefik }, report, source) {
    if (traefik.mode === 'none') return;
    const known = listTraefikListeners(traefik).map(({ name }) => name);
    for (const service of traefik.service.additionalServices) {
      for (const [index, name] of service.entryPoints.entries()) {
        if (known.includes(name)) continue;
        const path = pathOf(service, 'entryPoints', index);
        const nearest = findNearest(name, known);
        report({
          path,
          message: `${source.quote(path)} is not an entryPoint.`,
          ...(nearest !== undefined && { hint: `Did you mean "${nearest}"?` }),
        });
      }
    }
  },
};

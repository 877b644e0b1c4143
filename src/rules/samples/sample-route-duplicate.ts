import type { SampleRoute } from '../../plan';
import { listSampleRoutes } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const sampleRouteDuplicate: NetworkRule = {
  id: 'sample-route-duplicate',
  severity: 'error',
  title: 'Two samples have routes for the same requests',
  why:
    'Traefik uses one of two routes for the same requests; which one is undefined. The other sample gets no ' +
    'requests.',
  fix: 'Use another host or another path for one of them.',
  check({ traefik, samples }, report, source) {
    const earlier = new Map<string, SampleRoute[]>();
    for (const route of traefik.mode === 'none'
      ? []
      : samples.flatMap((sample) => listSampleRoutes(sample, traefik))) {
      const same = earlier.get(route.requests) ?? [];
      const first = same.find((other) => other.sample !== route.sample && haveSameEntryPoint(other, route));
      same.push(route);
      earlier.set(route.requests, same);
      if (first === undefined) continue;
      report({
        path: route.path,
        message: `${source.quote(route.path)} matches the same requests as a route of sample "${first.sample.name}" (${source.line(first.path)}).`,
      });
    }
  },
};

function haveSameEntryPoint(a: SampleRoute, b: SampleRoute): boolean {
  return a.entryPoints.some((name) => b.entryPoints.includes(name));
}

import { pathOf } from '../../diagnostics';
import type { SamplePlan } from '../../plan';
import type { NetworkRule } from '../network-rule';

/** The routes for TCP, and the key that a message quotes. */
const TCP_ROUTES = [
  ['ingress', 'host'],
  ['ingressRoute', 'match'],
  ['ingressRouteTCP', 'hostSNI'],
  ['httpRoute', 'host'],
] as const;

export const sampleRouteOfOtherProtocol: NetworkRule = {
  id: 'sample-route-of-other-protocol',
  severity: 'error',
  title: 'A sample has a route for another protocol',
  why: 'Pods of protocol TCP serve HTTP, and pods of protocol UDP answer DNS queries. A route for the other protocol reaches no server.',
  fix: 'Set the protocol of the sample, or use ingressRouteUDP for UDP and the other routes for TCP.',
  check({ traefik, samples }, report, source) {
    if (traefik.mode === 'none') return;
    for (const sample of samples) {
      const protocol = pathOf(sample, 'protocol');
      for (const { path, key } of listOtherRoutes(sample))
        report({
          path,
          message: `${source.quote(path)} is of ${key}, and the protocol of sample "${sample.name}" is ${sample.protocol}${source.states(protocol) ? ` (${source.line(protocol)})` : ''}.`,
        });
    }
  },
};

function listOtherRoutes(sample: SamplePlan) {
  if (sample.protocol === 'TCP')
    return sample.ingressRouteUDP === undefined
      ? []
      : [{ path: pathOf(sample.ingressRouteUDP, 'entryPoints', 0), key: 'ingressRouteUDP' }];
  return TCP_ROUTES.flatMap(([key, field]) => {
    const route = sample[key];
    return route === undefined ? [] : [{ path: pathOf(route, field), key }];
  });
}

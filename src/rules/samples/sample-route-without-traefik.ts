import type { ProfilePath } from '../../diagnostics';
import type { SamplePlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const sampleRouteWithoutTraefik: NetworkRule = {
  id: 'sample-route-without-traefik',
  severity: 'warning',
  title: 'A sample has a route through Traefik, and the cluster has no Traefik',
  why:
    'An Ingress of the class traefik is served by Traefik alone. IngressRoutes are its own kind and HTTPRoutes belong to ' +
    'its Gateway: without it the API server refuses the manifest, or nobody answers the host.',
  fix: 'Expose the sample by loadBalancer, or let the cluster have a Traefik. With one that something else installs, silence this rule.',
  *check({ traefik, samples }, source) {
    if (traefik.mode !== 'none') return;
    const mode = pathOf(traefik, 'mode');
    for (const { path, kind } of samples.flatMap(routesOf)) {
      yield {
        path,
        message: `${source.quote(path)} is for ${kind}, and the mode of traefik is ${source.quote(mode)} (${source.line(mode)}).`,
      };
    }
  },
};

function routesOf({ ingress, ingressRoute, httpRoute }: SamplePlan): { path: ProfilePath; kind: string }[] {
  return [
    ...(ingress ? [{ path: pathOf(ingress, 'host'), kind: 'an Ingress of the class traefik' }] : []),
    ...(ingressRoute ? [{ path: pathOf(ingressRoute, 'match'), kind: 'an IngressRoute' }] : []),
    ...(httpRoute ? [{ path: pathOf(httpRoute, 'host'), kind: "an HTTPRoute of Traefik's Gateway" }] : []),
  ];
}

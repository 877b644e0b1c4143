import type { ProfilePath } from '../../diagnostics';
import type { SamplePlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const sampleRouteWithoutTraefik: NetworkRule = {
  id: 'sample-route-without-traefik',
  severity: 'warning',
  title: 'A sample has a route through Traefik, but the cluster has no Traefik',
  why:
    'Only Traefik serves an Ingress of the class traefik, its IngressRoutes and the HTTPRoutes of its Gateway. ' +
    'Without Traefik the API server rejects the manifest, or no process answers the host.',
  fix: 'Expose the sample by loadBalancer, or enable traefik. If another tool installs Traefik, silence this rule.',
  check({ traefik, samples }, report, source) {
    if (traefik.mode !== 'none') return;
    const mode = pathOf(traefik, 'mode');
    for (const { path, kind } of samples.flatMap(routesOf)) {
      report({
        path,
        message: `${source.quote(path)} is for ${kind}, but the mode of traefik is ${source.quote(mode)} (${source.line(mode)}).`,
      });
    }
  },
};

function routesOf(sample: SamplePlan): { path: ProfilePath; kind: string }[] {
  const { ingress, ingressRoute, ingressRouteTCP, ingressRouteUDP, httpRoute } = sample;
  return [
    ...(ingress ? [{ path: pathOf(ingress, 'host'), kind: 'an Ingress of the class traefik' }] : []),
    ...(ingressRoute ? [{ path: pathOf(ingressRoute, 'match'), kind: 'an IngressRoute' }] : []),
    ...(ingressRouteTCP ? [{ path: pathOf(ingressRouteTCP, 'hostSNI'), kind: 'an IngressRouteTCP' }] : []),
    ...(ingressRouteUDP
      ? [{ path: pathOf(ingressRouteUDP, 'entryPoints', 0), kind: 'an IngressRouteUDP' }]
      : []),
    ...(httpRoute ? [{ path: pathOf(httpRoute, 'host'), kind: "an HTTPRoute of Traefik's Gateway" }] : []),
  ];
}

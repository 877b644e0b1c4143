import { pathOf } from '../../diagnostics';
import { listTraefikListeners } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const traefikServiceOptionUnused: NetworkRule = {
  id: 'traefik-service-option-unused',
  severity: 'error',
  title: "An option contradicts the type of Traefik's Service",
  why:
    'A Service of type ClusterIP has no address outside the cluster, no node port and no externalTrafficPolicy, and one of ' +
    'type NodePort no address of a load balancer. The API server rejects it, or ignores the option.',
  fix: 'Remove the option, or write service.type: LoadBalancer.',
  check({ traefik }, report, source) {
    if (traefik.mode === 'none' || traefik.service.type === 'LoadBalancer') return;
    const { type } = traefik.service;
    const typePath = pathOf(traefik.service, 'type');
    const options = [
      ...['loadBalancerIPs', 'ipAddressPool', 'allowSharedIp'].map((key) => pathOf(traefik, key)),
      ...(type === 'ClusterIP' ? [pathOf(traefik, 'externalTrafficPolicy')] : []),
      ...(type === 'ClusterIP'
        ? listTraefikListeners(traefik).map(({ settings }) => pathOf(settings, 'nodePort'))
        : []),
    ];
    for (const path of options.filter((one) => source.states(one))) {
      report({
        path,
        message: `${source.quote(path)} has no effect on a Service of type ${source.quote(typePath)} (${source.line(typePath)}).`,
      });
    }
  },
};

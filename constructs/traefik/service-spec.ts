import { k8s } from 'cdk8s-plus-27';
import { traefikSelector } from './identity';
import { serviceAddressing } from './service-metadata';
import type { ServiceOptions } from './service-options';
import type { ExposedPort } from './service-ports';

/** The spec of a Service with these ports. */
export function serviceSpec(service: ServiceOptions, ports: readonly ExposedPort[]): k8s.ServiceSpec {
  const { type = 'LoadBalancer' } = service;
  return {
    type,
    // The API server rejects the policy for a Service that nothing outside the cluster reaches.
    ...(type !== 'ClusterIP' && { externalTrafficPolicy: 'Cluster' }),
    ipFamilyPolicy: 'PreferDualStack',
    ...serviceAddressing(service),
    selector: traefikSelector(),
    ports: ports.map(({ name, exposedPort, protocol, port, nodePort }) => ({
      name,
      port: exposedPort,
      protocol,
      targetPort: k8s.IntOrString.fromNumber(port),
      ...(nodePort !== undefined && { nodePort }),
    })),
  };
}

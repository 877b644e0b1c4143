import { k8s } from 'cdk8s-plus-27';
import { traefikSelector } from './identity';
import { serviceAddressing } from './service-metadata';
import type { ServiceOptions } from './service-options';
import type { ExposedPort } from './service-ports';

/** The spec of a Service with these ports. */
export function serviceSpec(service: ServiceOptions, ports: readonly ExposedPort[]): k8s.ServiceSpec {
  return {
    type: 'LoadBalancer',
    externalTrafficPolicy: 'Cluster',
    ipFamilyPolicy: 'PreferDualStack',
    ...serviceAddressing(service),
    selector: traefikSelector(),
    ports: ports.map(({ name, exposedPort, protocol, port }) => ({
      name,
      port: exposedPort,
      protocol,
      targetPort: k8s.IntOrString.fromNumber(port),
    })),
  };
}

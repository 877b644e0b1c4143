import { k8s } from 'cdk8s-plus-27';
import type { ListeningPort } from './entry-points';
import { listeningPorts } from './entry-points';
import { traefikSelector } from './identity';
import { serviceAddressing } from './service-metadata';
import type { TraefikOptions } from './traefik-options';

/** The Service's spec: one port for each entryPoint that is for the outside. */
export function serviceSpec(options: TraefikOptions): k8s.ServiceSpec {
  return {
    type: 'LoadBalancer',
    externalTrafficPolicy: 'Cluster',
    ipFamilyPolicy: 'PreferDualStack',
    ...serviceAddressing(options.service ?? {}),
    selector: traefikSelector(),
    ports: listeningPorts(options).flatMap((each) => servicePorts(each, options)),
  };
}

function servicePorts(
  { name, protocol, exposedPort }: ListeningPort,
  options: TraefikOptions,
): k8s.ServicePort[] {
  if (exposedPort === undefined) return [];
  const http3 = name === 'websecure' && options.websecure?.http3 === true;
  return [
    servicePort(name, exposedPort, protocol),
    ...(http3 ? [servicePort('websecure-http3', exposedPort, 'UDP')] : []),
  ];
}

function servicePort(name: string, port: number, protocol: 'TCP' | 'UDP'): k8s.ServicePort {
  return { name, port, protocol, targetPort: k8s.IntOrString.fromString(name) };
}

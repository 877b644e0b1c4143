import type { ListeningPort } from './entry-points';
import { listeningPorts } from './entry-points';
import type { TraefikOptions } from './traefik-options';

/** A port that clients use. */
export interface ExposedPort {
  readonly name: string;
  readonly protocol: 'TCP' | 'UDP';
  /** The port of the Service. */
  readonly exposedPort: number;
  /** The port in the pod. */
  readonly port: number;
  /** The port on every node; undefined where Kubernetes assigns one. */
  readonly nodePort?: number;
}

/** The ports that clients use, divided among Services so that no Service has a number twice. */
export interface ServicePorts {
  readonly main: readonly ExposedPort[];
  /** UDP ports that have the number of a TCP port of the main Service, such as the port of HTTP/3. */
  readonly udp: readonly ExposedPort[];
}

/**
 * Divides the ports among the Services.
 *
 * `kubectl apply`, k3s's deploy controller and Helm 3 identify the ports of a Service by their number only. When one
 * Service has 443 over TCP and UDP, they lose one port when the other is added, and both when one is removed.
 *
 * @see https://github.com/kubernetes/kubernetes/issues/39188
 */
export function servicePorts(options: TraefikOptions): ServicePorts {
  const exposed = listeningPorts(options).flatMap((each) => exposedPorts(each, options));
  const tcp = new Set(
    exposed.filter(({ protocol }) => protocol === 'TCP').map(({ exposedPort }) => exposedPort),
  );
  const apart = ({ protocol, exposedPort }: ExposedPort) => protocol === 'UDP' && tcp.has(exposedPort);
  return { main: exposed.filter((each) => !apart(each)), udp: exposed.filter(apart) };
}

function exposedPorts(
  { name, protocol, port, exposedPort, nodePort }: ListeningPort,
  options: TraefikOptions,
): ExposedPort[] {
  if (exposedPort === undefined) return [];
  const own: ExposedPort = {
    ...{ name, protocol, port, exposedPort },
    ...(nodePort !== undefined && { nodePort }),
  };
  const http3 = name === 'websecure' && options.websecure?.http3 === true;
  return http3 ? [own, { ...own, name: 'websecure-http3', protocol: 'UDP' }] : [own];
}

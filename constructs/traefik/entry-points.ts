import type { EntryPoint, EntryPointSettings, TrustOptions } from './entry-point-options';
import type { TraefikOptions } from './traefik-options';

/** A port that Traefik listens on, with all settings that the options decide. */
export interface ListeningPort extends TrustOptions {
  /** The name of the entryPoint, and of the port in pod and Service. */
  readonly name: string;
  readonly protocol: 'TCP' | 'UDP';
  /** The port in the pod. */
  readonly port: number;
  /** The port of the Service; undefined where the port is internal. */
  readonly exposedPort?: number;
  /** Whether routers without an entryPoint use it. */
  readonly asDefault: boolean;
  readonly nodePort?: number;
  readonly hostPort?: number;
}

/** The ports in the pod, as in Traefik's chart and in the packaged Traefik. */
export const PORTS = { web: 8000, websecure: 8443, metrics: 9100, traefik: 8080 } as const;

/** All ports that Traefik listens on, in a fixed order. */
export function listeningPorts(options: TraefikOptions): readonly ListeningPort[] {
  const { web = {}, websecure = {}, entryPoints = [], metrics = true } = options;
  const ports: readonly ListeningPort[] = [
    {
      ...outside('web', PORTS.web, web.exposedPort ?? 80),
      ...trust(web),
      ...portsOutside(web),
      asDefault: true,
    },
    {
      ...outside('websecure', PORTS.websecure, websecure.exposedPort ?? 443),
      ...trust(websecure),
      ...portsOutside(websecure),
      asDefault: true,
    },
    ...entryPoints.map(further),
    ...(metrics ? [inside('metrics', PORTS.metrics)] : []),
    inside('traefik', PORTS.traefik),
  ];
  refuseClashes(ports, websecure.http3 === true);
  return ports;
}

function outside(name: string, port: number, exposedPort: number) {
  return { name, protocol: 'TCP', port, exposedPort, asDefault: false } as const;
}

function inside(name: string, port: number): ListeningPort {
  return { name, protocol: 'TCP', port, asDefault: false };
}

function further(entryPoint: EntryPoint): ListeningPort {
  const { name, port, exposedPort = port, protocol = 'TCP' } = entryPoint;
  refuseName(name);
  const trusted = entryPoint.protocol === 'UDP' ? {} : trust(entryPoint);
  return { ...outside(name, port, exposedPort), protocol, ...trusted, ...portsOutside(entryPoint) };
}

function portsOutside({ nodePort, hostPort }: Pick<EntryPointSettings, 'nodePort' | 'hostPort'>) {
  return { ...(nodePort !== undefined && { nodePort }), ...(hostPort !== undefined && { hostPort }) };
}

function trust({ forwardedHeaders, proxyProtocol }: TrustOptions): TrustOptions {
  return { ...(forwardedHeaders && { forwardedHeaders }), ...(proxyProtocol && { proxyProtocol }) };
}

/** The name must be valid for the port of a container, which has the strictest rule. */
function refuseName(name: string): void {
  const fits = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && /[a-z]/.test(name) && name.length <= 15;
  if (!fits) {
    throw new Error(
      `The entryPoint "${name}" needs a name of lower case letters, digits and single dashes, ` +
        'with a letter and at most 15 characters.',
    );
  }
}

function refuseClashes(ports: readonly ListeningPort[], http3: boolean): void {
  refuseTwice(ports, ({ name }) => `the name ${name}`);
  const alsoUdp = ports.flatMap((each): readonly ListeningPort[] =>
    http3 && each.name === 'websecure' ? [each, { ...each, protocol: 'UDP' }] : [each],
  );
  refuseTwice(alsoUdp, ({ port, protocol }) => `port ${port}/${protocol} in the pod`);
  refuseTwice(
    alsoUdp.filter(({ exposedPort }) => exposedPort !== undefined),
    ({ exposedPort, protocol }) => `port ${exposedPort}/${protocol} of the Service`,
  );
}

function refuseTwice(ports: readonly ListeningPort[], claim: (port: ListeningPort) => string): void {
  const owners = new Map<string, string>();
  for (const each of ports) {
    const claimed = claim(each);
    const owner = owners.get(claimed);
    if (owner !== undefined)
      throw new Error(`The entryPoints "${owner}" and "${each.name}" both have ${claimed}.`);
    owners.set(claimed, each.name);
  }
}

import { pathOf } from '../../diagnostics/profile-path';
import type { ProfilePath } from '../../diagnostics/profile-path';
import type { EntryPointPlan, NetworkPlan, TraefikPlan } from '../model';

/** An entryPoint that the profile configures, with its ports. */
export interface TraefikListener {
  readonly name: string;
  /** The port in the pod. */
  readonly port: number;
  /** The port of the Service. */
  readonly exposedPort: number;
  readonly protocol: 'TCP' | 'UDP';
  readonly settings: TraefikPlan['web'] | EntryPointPlan;
}

/** All entryPoints with their ports: web, websecure and those of the profile. */
export function listTraefikListeners({
  web,
  websecure,
  entryPoints,
}: TraefikPlan): readonly TraefikListener[] {
  return [
    { name: 'web', port: 8000, exposedPort: 80, protocol: 'TCP', settings: web },
    { name: 'websecure', port: 8443, exposedPort: 443, protocol: 'TCP', settings: websecure },
    ...entryPoints.map((settings) => ({
      ...{ name: settings.name, port: settings.port, exposedPort: settings.exposedPort },
      ...{ protocol: settings.protocol, settings },
    })),
  ];
}

/** A port on the nodes that run Traefik. */
export interface TraefikHostPort {
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
  /** As a message names it: `hostPort of web`. */
  readonly owner: string;
  readonly path: ProfilePath;
}

/** The ports that Traefik has on its nodes: those of hostPort, or with hostNetwork all ports of the pod. */
export function listTraefikHostPorts({ traefik }: NetworkPlan): readonly TraefikHostPort[] {
  if (traefik.mode === 'none') return [];
  const listeners = listTraefikListeners(traefik);
  if (traefik.hostNetwork) {
    const path = pathOf(traefik, 'hostNetwork');
    const own = [
      { port: 8080, name: 'traefik' },
      ...(traefik.metrics ? [{ port: 9100, name: 'metrics' }] : []),
    ].map(({ port, name }) => ({ port, protocol: 'TCP' as const, owner: `entryPoint "${name}"`, path }));
    return [
      ...listeners.map(({ name, port, protocol, settings }) => ({
        ...{ port, protocol, owner: `entryPoint "${name}"` },
        path: 'port' in settings ? pathOf(settings, 'port') : path,
      })),
      ...own,
    ];
  }
  return listeners.flatMap(({ name, protocol, settings }) =>
    settings.hostPort === undefined
      ? []
      : [
          {
            ...{ port: settings.hostPort, protocol, owner: `entryPoint "${name}"` },
            path: pathOf(settings, 'hostPort'),
          },
        ],
  );
}

/** Whether Traefik's pods use ports of their nodes. */
export function usesHostPorts(traefik: TraefikPlan): boolean {
  return (
    traefik.hostNetwork ||
    listTraefikListeners(traefik).some(({ settings }) => settings.hostPort !== undefined)
  );
}

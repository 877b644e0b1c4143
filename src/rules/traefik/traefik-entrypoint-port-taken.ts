import type { EntryPointPlan, TraefikPlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const traefikEntrypointPortTaken: NetworkRule = {
  id: 'traefik-entrypoint-port-taken',
  severity: 'error',
  title: 'Two entryPoints listen on the same port of the pod',
  why:
    'A pod has each port once for TCP and once for UDP. Traefik exits when its port is already in use, and serves ' +
    'nothing.',
  fix: 'Write another port. Clients use exposedPort.',
  check({ traefik }, report, source) {
    const owners = new Map<string, string>(ownPorts(traefik).map(([port, name]) => [`${port}/TCP`, name]));
    for (const entryPoint of traefik.mode === 'none' ? [] : traefik.entryPoints) {
      const key = portKey(entryPoint);
      const path = pathOf(entryPoint, 'port');
      const owner = owners.get(key);
      if (owner === undefined) {
        owners.set(key, `entryPoint "${entryPoint.name}" (${source.line(path)})`);
        continue;
      }
      report({
        path,
        message: `${source.quote(path)} is already the ${entryPoint.protocol} port of ${owner}.`,
      });
    }
  },
};

/** The ports of the pod that Traefik has anyway. @see https://github.com/traefik/traefik-helm-chart */
function ownPorts({ metrics }: TraefikPlan): readonly (readonly [port: number, owner: string])[] {
  return [
    [8000, "Traefik's own web"],
    [8443, "Traefik's own websecure"],
    [8080, "Traefik's own API and health check"],
    ...(metrics ? ([[9100, "Traefik's own metrics"]] as const) : []),
  ];
}

function portKey({ port, protocol }: EntryPointPlan): string {
  return `${port}/${protocol}`;
}

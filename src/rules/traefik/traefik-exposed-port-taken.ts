import type { ProfilePath, ProfileSource } from '../../diagnostics';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const traefikExposedPortTaken: NetworkRule = {
  id: 'traefik-exposed-port-taken',
  severity: 'error',
  title: "Two entryPoints have the same port of Traefik's Service",
  why:
    'A Service has each port once for TCP and once for UDP; web and websecure have 80 and 443. The API server ' +
    'rejects the Service, so the previous Service remains, or none exists.',
  fix: 'Write another exposedPort.',
  check({ traefik }, report, source) {
    const owners = new Map([
      ['80/TCP', 'entryPoint "web"'],
      ['443/TCP', 'entryPoint "websecure"'],
    ]);
    for (const entryPoint of traefik.mode === 'none' ? [] : traefik.entryPoints) {
      const key = `${entryPoint.exposedPort}/${entryPoint.protocol}`;
      const path = findStatedPort(pathOf(entryPoint), source);
      const owner = owners.get(key);
      if (owner === undefined) {
        owners.set(key, `entryPoint "${entryPoint.name}" (${source.line(path)})`);
        continue;
      }
      report({
        path,
        message: `${source.quote(path)} is already the ${entryPoint.protocol} port of ${owner} on the Service.`,
      });
    }
  },
};

/** Without an exposedPort it is the same as the port in the pod. */
function findStatedPort(entryPoint: ProfilePath, source: ProfileSource): ProfilePath {
  const exposed = [...entryPoint, 'exposedPort'];
  return source.states(exposed) ? exposed : [...entryPoint, 'port'];
}

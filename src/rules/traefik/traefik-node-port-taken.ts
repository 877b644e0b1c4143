import { pathOf } from '../../diagnostics';
import { listTraefikListeners } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const traefikNodePortTaken: NetworkRule = {
  id: 'traefik-node-port-taken',
  severity: 'error',
  title: 'A node port is used twice',
  why:
    'A cluster has each node port once per protocol. The API server rejects the second Service that requests it. The chart ' +
    'gives the node port of an entryPoint to each Service that exposes the entryPoint.',
  fix: 'Write another node port, or let Kubernetes assign it.',
  check({ traefik }, report, source) {
    if (traefik.mode === 'none') return;
    const owners = new Map<string, string>();
    for (const { name, protocol, settings } of listTraefikListeners(traefik)) {
      if (settings.nodePort === undefined) continue;
      const path = pathOf(settings, 'nodePort');
      const key = `${settings.nodePort}/${protocol}`;
      const owner = owners.get(key);
      owners.set(key, owner ?? `entryPoint "${name}" (${source.line(path)})`);
      if (owner !== undefined)
        report({ path, message: `${source.quote(path)} is already the ${protocol} node port of ${owner}.` });
      const twin = traefik.service.additionalServices.find(({ entryPoints }) => entryPoints.includes(name));
      if (traefik.mode !== 'packaged' || twin === undefined) continue;
      report({
        path,
        message: `${source.quote(path)} would be the node port of Service "traefik" and of Service "traefik-${twin.name}" (${source.line(twin)}).`,
      });
    }
  },
};

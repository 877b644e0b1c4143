import { listNamedEntryPoints, listTraefikListeners } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const sampleEntrypointTcp: NetworkRule = {
  id: 'sample-entrypoint-tcp',
  severity: 'error',
  title: 'An IngressRouteUDP is on an entryPoint for TCP',
  why: 'Traefik opens a UDP socket only for entryPoints of protocol UDP. The route has no effect, and packets are dropped.',
  fix: 'Add an entryPoint of protocol UDP to traefik.entryPoints, and name it.',
  check({ traefik, samples }, report, source) {
    if (traefik.mode === 'none') return;
    const udp = traefik.entryPoints.filter(({ protocol }) => protocol === 'UDP').map(({ name }) => name);
    for (const { name, kind, path } of samples.flatMap(listNamedEntryPoints)) {
      const listener = listTraefikListeners(traefik).find((one) => one.name === name);
      if (kind !== 'IngressRouteUDP' || listener?.protocol !== 'TCP') continue;
      report({
        path,
        message: `${source.quote(path)} is an entryPoint of protocol TCP, port ${listener.exposedPort}.`,
        ...(udp.length > 0 && { hint: `EntryPoints of protocol UDP: ${udp.join(', ')}.` }),
      });
    }
  },
};

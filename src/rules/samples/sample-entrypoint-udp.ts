import { pathOf } from '../../diagnostics';
import { listNamedEntryPoints } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const sampleEntrypointUdp: NetworkRule = {
  id: 'sample-entrypoint-udp',
  severity: 'error',
  title: 'An IngressRoute or IngressRouteTCP is on an entryPoint for UDP',
  why: 'HTTP and TLS use TCP. Traefik cannot match UDP packets by host name or path, and drops the route.',
  fix: 'Write web, websecure, or an entryPoint of protocol TCP.',
  check({ traefik, samples }, report, source) {
    for (const { name, kind, path } of traefik.mode === 'none' ? [] : samples.flatMap(listNamedEntryPoints)) {
      const entryPoint = traefik.entryPoints.find((one) => one.name === name);
      if (kind === 'IngressRouteUDP' || entryPoint?.protocol !== 'UDP') continue;
      report({
        path,
        message: `${source.quote(path)} is an entryPoint of protocol UDP (${source.line(pathOf(entryPoint, 'protocol'))}).`,
      });
    }
  },
};

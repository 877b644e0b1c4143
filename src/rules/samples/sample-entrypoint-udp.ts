import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const sampleEntrypointUdp: NetworkRule = {
  id: 'sample-entrypoint-udp',
  severity: 'error',
  title: 'An IngressRoute for HTTP is on an entryPoint for UDP',
  why: 'HTTP uses TCP. Traefik cannot match UDP packets by host name or path, and drops the route.',
  fix: 'Write web, websecure, or an entryPoint of protocol TCP.',
  *check({ traefik, samples }, source) {
    for (const { ingressRoute } of traefik.mode === 'none' ? [] : samples) {
      for (const [index, name] of ingressRoute?.entryPoints.entries() ?? []) {
        const entryPoint = traefik.entryPoints.find((one) => one.name === name);
        if (ingressRoute === undefined || entryPoint?.protocol !== 'UDP') continue;
        const path = pathOf(ingressRoute, 'entryPoints', index);
        yield {
          path,
          message: `${source.quote(path)} is an entryPoint of protocol UDP (${source.line(pathOf(entryPoint, 'protocol'))}).`,
        };
      }
    }
  },
};

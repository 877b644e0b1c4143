import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const traefikAcmePort: NetworkRule = {
  id: 'traefik-acme-port',
  severity: 'warning',
  title: 'The CA does not reach the challenge at the port of the entryPoint',
  why:
    'For HTTP-01 a CA always connects to port 80 of the host name, and for TLS-ALPN-01 to port 443. Another port works only ' +
    'where a router in front of the cluster translates it.',
  fix: 'Use an entryPoint whose port of the Service is 80, or write dnsChallenge, which needs no open port.',
  check({ traefik }, report, source) {
    if (traefik.mode === 'none') return;
    for (const { httpChallenge } of traefik.certificateResolvers) {
      const entry = traefik.entryPoints.find(({ name }) => name === httpChallenge?.entryPoint);
      if (httpChallenge === undefined || entry === undefined || entry.exposedPort === 80) continue;
      const path = pathOf(httpChallenge, 'entryPoint');
      report({
        path,
        message: `${source.quote(path)} has port ${entry.exposedPort} of the Service (${source.line(entry)}), and the CA connects to port 80.`,
      });
    }
  },
};

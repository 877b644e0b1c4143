import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const sampleSniWithoutTls: NetworkRule = {
  id: 'sample-sni-without-tls',
  severity: 'error',
  title: 'An IngressRouteTCP has a host name or a certificate, but no TLS',
  why:
    'Clients send the host name in the TLS handshake (SNI). Traefik rejects a rule with a host name for connections ' +
    'without TLS, and cannot pass TLS through.',
  fix: "Remove 'tls: false', or write '*' as hostSNI and remove passthroughSecret.",
  check({ samples, traefik }, report, source) {
    for (const { ingressRouteTCP: route } of traefik.mode === 'none' ? [] : samples) {
      if (route === undefined || route.tls) continue;
      const tls = pathOf(route, 'tls');
      const key = route.hostSNI !== '*' ? 'hostSNI' : 'passthroughSecret';
      if (key === 'passthroughSecret' && route.passthroughSecret === undefined) continue;
      const path = pathOf(route, key);
      report({ path, message: `${source.quote(path)} needs TLS, which is off (${source.line(tls)}).` });
    }
  },
};

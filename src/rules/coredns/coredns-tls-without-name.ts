import { forwardsOf, serversOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsTlsWithoutName: NetworkRule = {
  id: 'coredns-tls-without-name',
  severity: 'warning',
  title: 'Servers are queried over TLS without a server name',
  why:
    'CoreDNS verifies the certificate of a server by tlsServername. Without it the certificate must contain the ' +
    'address, which few certificates do, and every query fails.',
  fix: "Set tlsServername to the name in the servers' certificate, such as dns.quad9.net.",
  check({ coredns }, report, source) {
    for (const forward of coredns.mode === 'none' ? [] : forwardsOf(coredns)) {
      const server = serversOf(forward).find(({ scheme }) => scheme === 'tls');
      if (server === undefined || forward.tlsServername !== undefined) continue;
      report({
        path: server.path,
        message: `${source.quote(server.path)} is queried over TLS, but there is no tlsServername to verify its certificate.`,
      });
    }
  },
};

import { forwardsOf, serversOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsTlsWithoutName: NetworkRule = {
  id: 'coredns-tls-without-name',
  severity: 'warning',
  title: 'Servers are asked over TLS, and their name is not said',
  why:
    'The certificate of a server has to be for a name. Without tlsServername CoreDNS looks for the bare address in it, ' +
    'which few certificates have, and every query fails.',
  fix: "Write the name that is in the servers' certificate as tlsServername, such as dns.quad9.net.",
  *check({ coredns }, source) {
    for (const forward of coredns.mode === 'none' ? [] : forwardsOf(coredns)) {
      const server = serversOf(forward).find(({ scheme }) => scheme === 'tls');
      if (server === undefined || forward.tlsServername !== undefined) continue;
      yield {
        path: server.path,
        message: `${source.quote(server.path)} is asked over TLS, and there is no tlsServername to check its certificate by.`,
      };
    }
  },
};

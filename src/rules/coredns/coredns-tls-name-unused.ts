import { pathOf } from '../../diagnostics';
import { forwardsOf, serversOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsTlsNameUnused: NetworkRule = {
  id: 'coredns-tls-name-unused',
  severity: 'warning',
  title: 'tlsServername is set, but no server is queried over TLS',
  why: 'CoreDNS uses TLS only for servers with tls:// before the address. Without it no query is encrypted.',
  fix: 'Write tls:// before the servers, or remove tlsServername.',
  check({ coredns }, report, source) {
    for (const forward of coredns.mode === 'none' ? [] : forwardsOf(coredns)) {
      const servers = serversOf(forward);
      if (forward.tlsServername === undefined || servers.some(({ scheme }) => scheme === 'tls')) continue;
      const path = pathOf(forward, 'tlsServername');
      report({
        path,
        message: `${source.quote(path)} is for servers with tls://, but all of these are queried without TLS.`,
        hint: `Write tls:// before the servers: "tls://${servers[0]?.address.toString() ?? ''}"; or remove tlsServername.`,
      });
    }
  },
};

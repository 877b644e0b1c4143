import { pathOf } from '../../diagnostics';
import { forwardsOf, serversOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsTlsNameUnused: NetworkRule = {
  id: 'coredns-tls-name-unused',
  severity: 'warning',
  title: 'There is a name for TLS, and no server is asked over TLS',
  why: 'Only tls:// in front of the address makes CoreDNS use TLS. Without it every query goes over the wire in the clear.',
  fix: 'Write tls:// in front of the servers, or leave tlsServername out.',
  *check({ coredns }, source) {
    for (const forward of coredns.mode === 'none' ? [] : forwardsOf(coredns)) {
      const servers = serversOf(forward);
      if (forward.tlsServername === undefined || servers.some(({ scheme }) => scheme === 'tls')) continue;
      const path = pathOf(forward, 'tlsServername');
      yield {
        path,
        message: `${source.quote(path)} is for servers by tls://, and all of these are asked in the clear.`,
        hint: `Write tls:// in front of the servers: "tls://${servers[0]?.address.toString() ?? ''}"; or leave tlsServername out.`,
      };
    }
  },
};

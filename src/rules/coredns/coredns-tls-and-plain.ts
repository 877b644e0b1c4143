import { forwardsOf, serversOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsTlsAndPlain: NetworkRule = {
  id: 'coredns-tls-and-plain',
  severity: 'warning',
  title: 'The same names are queried over TLS and without TLS',
  why: 'CoreDNS uses any of the servers, so part of the queries is not encrypted.',
  fix: 'Write tls:// before all servers, or before none.',
  check({ coredns }, report, source) {
    for (const forward of coredns.mode === 'none' ? [] : forwardsOf(coredns)) {
      const servers = serversOf(forward);
      const secure = servers.find(({ scheme }) => scheme === 'tls');
      const plain = servers.find(({ scheme }) => scheme === 'dns');
      if (secure === undefined || plain === undefined) continue;
      report({
        path: plain.path,
        message: `${source.quote(plain.path)} is queried without TLS, beside ${source.quote(secure.path)} over TLS (${source.line(secure.path)}).`,
      });
    }
  },
};

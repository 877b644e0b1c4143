import { forwardsOf, serversOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsTlsAndPlain: NetworkRule = {
  id: 'coredns-tls-and-plain',
  severity: 'warning',
  title: 'The same names are asked over TLS and in the clear',
  why:
    'CoreDNS takes any of the servers. Part of the queries goes over the wire readable for everybody, which is what TLS ' +
    'was to prevent.',
  fix: 'Write tls:// in front of all servers, or of none.',
  *check({ coredns }, source) {
    for (const forward of coredns.mode === 'none' ? [] : forwardsOf(coredns)) {
      const servers = serversOf(forward);
      const secure = servers.find(({ scheme }) => scheme === 'tls');
      const plain = servers.find(({ scheme }) => scheme === 'dns');
      if (secure === undefined || plain === undefined) continue;
      yield {
        path: plain.path,
        message: `${source.quote(plain.path)} is asked in the clear, beside ${source.quote(secure.path)} over TLS (${source.line(secure.path)}).`,
      };
    }
  },
};

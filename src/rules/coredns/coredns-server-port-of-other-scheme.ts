import { allServers } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsServerPortOfOtherScheme: NetworkRule = {
  id: 'coredns-server-port-of-other-scheme',
  severity: 'warning',
  title: 'A server is queried over TLS on port 53, or without TLS on port 853',
  why: 'Port 53 is for plain DNS and port 853 for DNS over TLS. On the other port a server cannot parse the query.',
  fix: 'Remove the port, or write tls:// before a server on port 853.',
  check({ coredns }, report, source) {
    for (const { scheme, address, port, path } of allServers(coredns)) {
      const host = address.family === 6 ? `[${address.toString()}]` : address.toString();
      if (scheme === 'tls' && port === 53) {
        report({
          path,
          message: `${source.quote(path)} is queried over TLS on port 53, which is for plain DNS.`,
          hint: `Remove the port: "tls://${host}". DNS over TLS is on port 853.`,
        });
      } else if (scheme === 'dns' && port === 853) {
        report({
          path,
          message: `${source.quote(path)} is queried without TLS on port 853, which is for DNS over TLS.`,
          hint: `Write "tls://${host}".`,
        });
      }
    }
  },
};

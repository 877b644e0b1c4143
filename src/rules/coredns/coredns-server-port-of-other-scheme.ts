import { allServers } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsServerPortOfOtherScheme: NetworkRule = {
  id: 'coredns-server-port-of-other-scheme',
  severity: 'warning',
  title: 'A server is asked over TLS on port 53, or in the clear on port 853',
  why: 'Port 53 is for plain DNS and port 853 for DNS over TLS. On the other port a server does not understand a word.',
  fix: 'Leave the port out, or write tls:// in front of a server on port 853.',
  *check({ coredns }, source) {
    for (const { scheme, address, port, path } of allServers(coredns)) {
      const host = address.family === 6 ? `[${address.toString()}]` : address.toString();
      if (scheme === 'tls' && port === 53) {
        yield {
          path,
          message: `${source.quote(path)} is asked over TLS on port 53, where servers speak plain DNS.`,
          hint: `Leave the port out: "tls://${host}". DNS over TLS is on port 853.`,
        };
      } else if (scheme === 'dns' && port === 853) {
        yield {
          path,
          message: `${source.quote(path)} is asked in the clear on port 853, where servers speak DNS over TLS.`,
          hint: `Write "tls://${host}".`,
        };
      }
    }
  },
};

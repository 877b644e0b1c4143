import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const serverExternalAddressesCertificate: NetworkRule = {
  id: 'server-external-addresses-certificate',
  severity: 'warning',
  title: "An external address of a server is missing in the API server's certificate",
  why:
    'Before v1.36.0 k3s puts the first external address of a server into the certificate and not the others. Whoever ' +
    'comes by another one is told that the certificate is valid for other addresses only.',
  fix: 'List the further external addresses in tlsSan.',
  *check({ servers, tlsSan, k3sVersion }, source) {
    if (k3sVersion.isAtLeast(1, 36)) return;
    for (const { name, nodeExternalIp } of servers) {
      for (const address of nodeExternalIp.slice(1)) {
        if (tlsSan.includes(address.toString())) continue;
        yield {
          path: pathOf(address),
          message: `${source.quote(address)} is a further external address of server "${name}", and not in tlsSan.`,
          hint: 'Before v1.36.0 k3s puts only the first into the certificate. List the others in tlsSan.',
        };
      }
    }
  },
};

import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const serverExternalAddressesCertificate: NetworkRule = {
  id: 'server-external-addresses-certificate',
  severity: 'warning',
  title: "External address of a server missing from the API server's certificate",
  why:
    'Before v1.36.0, k3s adds only the first external address of a server to the certificate. Clients that connect to ' +
    'another one fail with "certificate is valid for ..., not ...".',
  fix: 'List the further external addresses in tlsSan.',
  check({ servers, tlsSan, k3sVersion }, report, source) {
    if (k3sVersion.isAtLeast(1, 36)) return;
    for (const { name, nodeExternalIp } of servers) {
      for (const address of nodeExternalIp.slice(1)) {
        if (tlsSan.includes(address.toString())) continue;
        report({
          path: pathOf(address),
          message: `${source.quote(address)} is a further external address of server "${name}", and is not in tlsSan.`,
          hint: 'Before v1.36.0, k3s adds only the first to the certificate. List the others in tlsSan.',
        });
      }
    }
  },
};

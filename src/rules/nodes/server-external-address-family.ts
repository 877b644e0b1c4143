import { pathOf, citeValue } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const serverExternalAddressFamily: NetworkRule = {
  id: 'server-external-address-family',
  severity: 'error',
  title: 'nodeExternalIp of a server is not of the primary address family',
  why:
    'k3s advertises the API server by the first external address. The API server exits if it is not of the family of ' +
    'the first service network: "service IP family must match public address family".',
  fix: 'Add an external address of that family, or list that family first in clusterCidr and serviceCidr.',
  check({ servers, serviceCidr }, report, source) {
    const [primary] = serviceCidr;
    for (const { nodeExternalIp } of servers) {
      const [first] = nodeExternalIp;
      if (first === undefined || primary === undefined || first.family === primary.family) continue;
      report({
        path: pathOf(first),
        message: `${source.quote(first)} is IPv${first.family}, and the first service network is IPv${primary.family}: ${citeValue(source, primary)}.`,
        hint: `The API server would not start. Add an external IPv${primary.family} address, or list IPv${first.family} first in both networks.`,
      });
    }
  },
};

import { contains } from '../../address';
import { pathOf, citeValue } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const clusterDnsOutsideServiceCidr: NetworkRule = {
  id: 'cluster-dns-outside-service-cidr',
  severity: 'error',
  title: 'clusterDns address outside serviceCidr',
  why:
    'The cluster DNS is a Service, and the API server rejects an address outside its network. Without kube-dns no ' +
    'name resolves. k3s itself does not check this.',
  fix: 'Choose an address of serviceCidr, or omit clusterDns: k3s uses the tenth.',
  check({ clusterDns, serviceCidr }, report, source) {
    for (const address of clusterDns) {
      if (serviceCidr.some((cidr) => contains(cidr, address))) continue;
      const cidr = serviceCidr.find(({ family }) => family === address.family);
      const where =
        cidr === undefined ? `, which has no IPv${address.family} network` : ` ${citeValue(source, cidr)}`;
      report({
        path: pathOf(address),
        message: `${source.quote(address)} is outside the service network${where}.`,
        hint:
          cidr === undefined
            ? 'No pod could reach it. Remove it, or add a network of its family to clusterCidr and serviceCidr.'
            : `The API server rejects it, and no name would resolve. Omit it, or write ${cidr.at(10n).toString()}.`,
      });
    }
  },
};

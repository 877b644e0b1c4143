import { contains } from '../../address';
import { pathOf, citeValue } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const clusterDnsOutsideServiceCidr: NetworkRule = {
  id: 'cluster-dns-outside-service-cidr',
  severity: 'error',
  title: 'The address of the cluster DNS is not one of the service network',
  why:
    'The cluster DNS is a Service, and the API server refuses an address outside its network: there is no kube-dns, ' +
    'pods ask an address that nobody has, and no name resolves. k3s itself does not look.',
  fix: 'Choose an address of serviceCidr, or leave clusterDns out: k3s takes the tenth.',
  *check({ clusterDns, serviceCidr }, source) {
    for (const address of clusterDns) {
      if (serviceCidr.some((cidr) => contains(cidr, address))) continue;
      const cidr = serviceCidr.find(({ family }) => family === address.family);
      const where =
        cidr === undefined ? `, and there is no IPv${address.family} one` : ` ${citeValue(source, cidr)}`;
      yield {
        path: pathOf(address),
        message: `${source.quote(address)} is outside the service network${where}.`,
        hint:
          cidr === undefined
            ? 'No pod could ask it. Remove it, or add a network of its family to clusterCidr and serviceCidr.'
            : `The API server refuses it, and no name would resolve. Leave it out, or write ${cidr.at(10n).toString()}.`,
      };
    }
  },
};

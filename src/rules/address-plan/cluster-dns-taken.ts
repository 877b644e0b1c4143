import type { Address, Cidr } from '../../address';
import { contains } from '../../address';
import { pathOf, citeValue } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const clusterDnsTaken: NetworkRule = {
  id: 'cluster-dns-taken',
  severity: 'error',
  title: 'clusterDns address that Kubernetes never allocates to a Service',
  why:
    'The first address of a service network belongs to the Kubernetes API. Kubernetes never allocates the network ' +
    'address and the IPv4 broadcast address. The API server rejects kube-dns, and no name resolves.',
  fix: 'Choose another address of serviceCidr, or omit clusterDns: k3s uses the tenth.',
  check({ clusterDns, serviceCidr, apiServiceAddress }, report, source) {
    for (const address of clusterDns) {
      const cidr = serviceCidr.find((one) => contains(one, address));
      const holder = cidr && holderOf(address, cidr, apiServiceAddress);
      if (cidr === undefined || holder === undefined) continue;
      report({
        path: pathOf(address),
        message: `${source.quote(address)} is ${holder} of the service network ${citeValue(source, cidr)}.`,
        hint: `The API server rejects it for kube-dns. Omit it, or write ${cidr.at(10n).toString()}.`,
      });
    }
  },
};

function holderOf(address: Address, cidr: Cidr, api: Address): string | undefined {
  if (address.value === cidr.first) return 'the network address';
  if (address.family === 4 && address.value === cidr.last) return 'the broadcast address';
  return address.equals(api) ? 'the address of the Kubernetes API, the first' : undefined;
}

import type { Address, Cidr } from '../../address';
import { contains } from '../../address';
import { pathOf, citeValue } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const clusterDnsTaken: NetworkRule = {
  id: 'cluster-dns-taken',
  severity: 'error',
  title: 'The address of the cluster DNS is one that no Service can be given',
  why:
    'The first address of a service network is the Kubernetes API itself, and those of the network and, for IPv4, the ' +
    'broadcast are never given out. kube-dns is refused, and no name resolves.',
  fix: 'Choose another address of serviceCidr, or leave clusterDns out: k3s takes the tenth.',
  *check({ clusterDns, serviceCidr, apiServiceAddress }, source) {
    for (const address of clusterDns) {
      const cidr = serviceCidr.find((one) => contains(one, address));
      const holder = cidr && holderOf(address, cidr, apiServiceAddress);
      if (cidr === undefined || holder === undefined) continue;
      yield {
        path: pathOf(address),
        message: `${source.quote(address)} is ${holder} of the service network ${citeValue(source, cidr)}.`,
        hint: `No Service can be given it. Leave it out, or write ${cidr.at(10n).toString()}.`,
      };
    }
  },
};

function holderOf(address: Address, cidr: Cidr, api: Address): string | undefined {
  if (address.value === cidr.first) return 'the network address';
  if (address.family === 4 && address.value === cidr.last) return 'the broadcast address';
  return address.equals(api) ? 'the address of the Kubernetes API, the first' : undefined;
}

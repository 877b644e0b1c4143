import type { Cidr } from '../../address';
import { Address, contains } from '../../address';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const clusterDnsInDynamicRange: NetworkRule = {
  id: 'cluster-dns-in-dynamic-range',
  severity: 'hint',
  title: 'clusterDns address may be allocated to another Service first',
  why:
    'Kubernetes reserves the first 16 to 256 addresses of a service network for Services that request an address, and ' +
    'allocates the others at random. If another Service gets this address first, the API server rejects kube-dns.',
  fix: 'Choose one of the first addresses, or omit clusterDns: k3s uses the tenth.',
  check({ clusterDns, serviceCidr }, report, source) {
    for (const address of clusterDns) {
      const cidr = serviceCidr.find((one) => contains(one, address));
      if (cidr === undefined || address.value <= lastKept(cidr) || isBroadcast(address, cidr)) continue;
      report({
        path: pathOf(address),
        message: `${source.quote(address)} is after ${new Address(cidr.family, lastKept(cidr)).toString()}, the last address that Kubernetes does not allocate at random.`,
        hint: `Another Service may get it before kube-dns exists. Omit it, or write ${cidr.at(10n).toString()}.`,
      });
    }
  },
};

/** @see https://kubernetes.io/docs/concepts/services-networking/cluster-ip-allocation/ */
function lastKept(cidr: Cidr): bigint {
  const sixteenth = cidr.size / 16n;
  const kept = sixteenth < 16n ? 16n : sixteenth > 256n ? 256n : sixteenth;
  return cidr.first + kept;
}

function isBroadcast(address: Address, cidr: Cidr): boolean {
  return address.family === 4 && address.value === cidr.last;
}

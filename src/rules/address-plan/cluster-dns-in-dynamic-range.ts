import type { Cidr } from '../../address';
import { Address, contains } from '../../address';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const clusterDnsInDynamicRange: NetworkRule = {
  id: 'cluster-dns-in-dynamic-range',
  severity: 'hint',
  title: 'The cluster DNS has an address that other Services are given at random',
  why:
    'Kubernetes keeps the first addresses of a service network (16 to 256 of them) for those who ask for one, and gives ' +
    'out the others. A Service that comes before kube-dns may get its address, and then kube-dns is refused.',
  fix: 'Choose one of the first addresses, or leave clusterDns out: k3s takes the tenth.',
  *check({ clusterDns, serviceCidr }, source) {
    for (const address of clusterDns) {
      const cidr = serviceCidr.find((one) => contains(one, address));
      if (cidr === undefined || address.value <= lastKept(cidr) || isBroadcast(address, cidr)) continue;
      yield {
        path: pathOf(address),
        message: `${source.quote(address)} is after ${new Address(cidr.family, lastKept(cidr)).toString()}, the last of the addresses that are not given out at random.`,
        hint: `Another Service may have it before kube-dns comes. Leave it out, or write ${cidr.at(10n).toString()}.`,
      };
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

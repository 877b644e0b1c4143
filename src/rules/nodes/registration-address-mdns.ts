import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const registrationAddressMdns: NetworkRule = {
  id: 'registration-address-mdns',
  severity: 'warning',
  title: 'registrationAddress is a multicast DNS name (.local)',
  why:
    'ping resolves pi1.local through Avahi. k3s is a static binary that queries name servers only, and they do not ' +
    'know such names. The node retries endlessly with "no such host".',
  fix: 'Use an address, or a name that your router or name server resolves.',
  check({ registration, clusterDomain }, report, source) {
    const { address } = registration;
    if (!registration.fixed || !address.endsWith('.local')) return;
    // Another rule reports a name inside the cluster domain.
    if (address.endsWith(`.${clusterDomain}`)) return;
    report({
      path: pathOf(registration),
      message: `${source.quote(pathOf(registration))} is a name of multicast DNS.`,
      hint: 'k3s queries name servers only, and could not resolve it. Use an address, or a name that your router resolves.',
    });
  },
};

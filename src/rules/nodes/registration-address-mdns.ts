import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const registrationAddressMdns: NetworkRule = {
  id: 'registration-address-mdns',
  severity: 'warning',
  title: 'Nodes join by a name of multicast DNS',
  why:
    'ping resolves pi1.local through Avahi. k3s is a static program and asks name servers only, and those do not know ' +
    'such names: the node waits for ever with "no such host".',
  fix: 'Use an address, or a name that your router or name server knows.',
  *check({ registration, clusterDomain }, source) {
    const { address } = registration;
    if (!registration.fixed || !address.endsWith('.local')) return;
    // Another rule says more of a name inside the cluster domain.
    if (address.endsWith(`.${clusterDomain}`)) return;
    yield {
      path: pathOf(registration),
      message: `${source.quote(pathOf(registration))} is a name of multicast DNS.`,
      hint: 'k3s asks name servers only, and would not find it. Use an address, or a name that your router knows.',
    };
  },
};

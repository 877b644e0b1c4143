import { pathOf, citeValue } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

/** @see https://www.rfc-editor.org/rfc/rfc8200#section-5 */
const IPV6_MINIMUM = 1280;

export const podMtuBelowIpv6Minimum: NetworkRule = {
  id: 'pod-mtu-below-ipv6-minimum',
  severity: 'error',
  title: 'Pods have IPv6 and packets too small for it',
  why:
    'IPv6 needs an MTU of 1280 on every link. Linux switches IPv6 off on an interface with less, so pods and flannel ' +
    'never get their IPv6 addresses.',
  fix: 'Make flannel.mtu or lan.mtu larger, or use a backend that adds less, or IPv4 only.',
  *check({ flannel, lan, clusterCidr }, source) {
    const ipv6 = clusterCidr.find(({ family }) => family === 6);
    if (ipv6 === undefined || flannel.podMtu >= IPV6_MINIMUM) return;
    const path = flannel.mtu === undefined ? pathOf(lan, 'mtu') : pathOf(flannel, 'mtu');
    const less = flannel.overhead > 0 ? ` less the ${flannel.overhead} of ${flannel.backend}` : '';
    yield {
      path,
      message: `${source.quote(path)}${less} leaves ${flannel.podMtu} bytes for pods, and ${citeValue(source, ipv6)} needs ${IPV6_MINIMUM}.`,
      hint: 'Linux would switch IPv6 off for them. Make it larger, or use a backend that adds less.',
    };
  },
};

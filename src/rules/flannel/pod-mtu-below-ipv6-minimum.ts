import { pathOf, citeValue } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

/** @see https://www.rfc-editor.org/rfc/rfc8200#section-5 */
const IPV6_MINIMUM = 1280;

export const podMtuBelowIpv6Minimum: NetworkRule = {
  id: 'pod-mtu-below-ipv6-minimum',
  severity: 'error',
  title: 'MTU of pods is below 1280, the minimum for IPv6',
  why:
    'IPv6 requires an MTU of 1280 on every link. Linux disables IPv6 on an interface with less, so pods and flannel ' +
    'never get their IPv6 addresses.',
  fix: 'Increase flannel.mtu or lan.mtu, use a backend with less overhead, or use IPv4 only.',
  check({ flannel, lan, clusterCidr }, report, source) {
    const ipv6 = clusterCidr.find(({ family }) => family === 6);
    if (ipv6 === undefined || flannel.podMtu >= IPV6_MINIMUM) return;
    const path = flannel.mtu === undefined ? pathOf(lan, 'mtu') : pathOf(flannel, 'mtu');
    const less = flannel.overhead > 0 ? ` less the ${flannel.overhead} of ${flannel.backend}` : '';
    report({
      path,
      message: `${source.quote(path)}${less} leaves ${flannel.podMtu} bytes for pods, and IPv6 ${citeValue(source, ipv6)} requires ${IPV6_MINIMUM}.`,
      hint: 'Linux would disable IPv6 for them. Increase it, or use a backend with less overhead.',
    });
  },
};

import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const flannelMtuTooLarge: NetworkRule = {
  id: 'flannel-mtu-too-large',
  severity: 'error',
  title: 'flannel.mtu is larger than lan.mtu',
  why:
    'flannel encapsulates each packet of a pod: VXLAN adds 50 bytes, WireGuard 80. Packets larger than the MTU of the ' +
    'LAN are fragmented or dropped. Pings and short responses pass, and the first large response hangs.',
  fix: 'Remove flannel.mtu, or write at most lan.mtu. flannel subtracts its overhead itself.',
  check({ flannel, lan }, report, source) {
    if (flannel.backend !== 'vxlan' && flannel.backend !== 'wireguard-native') return;
    if (flannel.mtu === undefined || flannel.mtu <= lan.mtu) return;
    const path = pathOf(flannel, 'mtu');
    report({
      path,
      message: `${source.quote(path)} is more than the MTU of the LAN, ${lan.mtu} bytes (${source.line(pathOf(lan, 'mtu'))}).`,
      hint: 'Small packets would pass and large ones hang. Remove it: flannel subtracts its overhead itself.',
    });
  },
};

import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const flannelMtuTooLarge: NetworkRule = {
  id: 'flannel-mtu-too-large',
  severity: 'error',
  title: "flannel's packets do not fit into those of the LAN",
  why:
    'flannel wraps each packet of a pod into one of its own: VXLAN adds 50 bytes, WireGuard 80. What is then larger than ' +
    'the LAN takes is cut in pieces or dropped. Pings and short answers pass, and the first large answer hangs.',
  fix: 'Leave flannel.mtu out, or write at most lan.mtu; flannel subtracts what it adds.',
  *check({ flannel, lan }, source) {
    if (flannel.backend !== 'vxlan' && flannel.backend !== 'wireguard-native') return;
    if (flannel.mtu === undefined || flannel.mtu <= lan.mtu) return;
    const path = pathOf(flannel, 'mtu');
    yield {
      path,
      message: `${source.quote(path)} is more than the ${lan.mtu} bytes that the LAN takes (${source.line(pathOf(lan, 'mtu'))}).`,
      hint: 'Small packets would pass and large ones hang. Leave it out: flannel subtracts what it adds by itself.',
    };
  },
};

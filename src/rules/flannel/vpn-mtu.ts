import { pathOf } from '../../diagnostics';
import { TAILNET_MTU } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const vpnMtu: NetworkRule = {
  id: 'vpn-mtu',
  severity: 'warning',
  title: 'lan.mtu is larger than that of tailscale0',
  why:
    'tailscale0 has an MTU of 1280, and pods get the same. The plan, its checks and drawings would have a larger one, ' +
    'and verify would fail on every node.',
  fix: 'Write lan.mtu: 1280.',
  check({ lan, vpn }, report, source) {
    if (vpn === undefined || lan.mtu <= TAILNET_MTU) return;
    const path = pathOf(lan, 'mtu');
    report({
      path: source.states(path) ? path : pathOf(vpn),
      message: `lan.mtu is ${lan.mtu}${source.states(path) ? '' : ' (the default)'}, and the MTU of tailscale0 is ${TAILNET_MTU}.`,
      hint: `Pods get the MTU of tailscale0. Write lan.mtu: ${TAILNET_MTU}.`,
    });
  },
};

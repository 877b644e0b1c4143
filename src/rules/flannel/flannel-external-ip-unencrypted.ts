import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const flannelExternalIpUnencrypted: NetworkRule = {
  id: 'flannel-external-ip-unencrypted',
  severity: 'warning',
  title: 'Pod traffic crosses the internet in plain text',
  why:
    'With externalIp, nodes send pod traffic to each other over public networks, and VXLAN neither encrypts nor checks who ' +
    'sends. Anybody on the way reads it, and anybody at all can put packets into the pod network.',
  fix: 'Use wireguard-native.',
  *check({ flannel }, source) {
    if (flannel.backend !== 'vxlan' || !flannel.externalIp) return;
    const backend = pathOf(flannel, 'backend');
    yield {
      path: source.states(backend) ? backend : pathOf(flannel, 'externalIp'),
      message: `VXLAN sends pod traffic between external addresses in plain text.`,
      hint: 'Anybody on the way can read it and add to it. Write backend: wireguard-native.',
    };
  },
};

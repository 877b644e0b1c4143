import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const flannelExternalIpUnencrypted: NetworkRule = {
  id: 'flannel-external-ip-unencrypted',
  severity: 'warning',
  title: 'Unencrypted VXLAN between external addresses',
  why:
    'With externalIp, nodes send pod traffic to each other over public networks. VXLAN neither encrypts nor ' +
    'authenticates. Any host on the path can read the traffic, and any host can inject packets into the pod network.',
  fix: 'Use wireguard-native.',
  check({ flannel }, report, source) {
    if (flannel.backend !== 'vxlan' || !flannel.externalIp) return;
    const backend = pathOf(flannel, 'backend');
    report({
      path: source.states(backend) ? backend : pathOf(flannel, 'externalIp'),
      message: 'VXLAN sends pod traffic between external addresses unencrypted.',
      hint: 'Any host on the path can read and inject packets. Write backend: wireguard-native.',
    });
  },
};

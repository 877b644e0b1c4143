import { pathOf } from '../../diagnostics';
import { findTailnet } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const vpnGateway: NetworkRule = {
  id: 'vpn-gateway',
  severity: 'warning',
  title: 'lan.gateway in a tailnet',
  why:
    'A tailnet has no router: each node keeps the default route of its own LAN. verify would compare that route with ' +
    'lan.gateway and fail. 100.100.100.100 is the name server of the tailnet.',
  fix: 'Remove lan.gateway.',
  check({ lan, vpn }, report, source) {
    if (vpn === undefined) return;
    for (const address of lan.gateway) {
      if (findTailnet(address) === undefined) continue;
      report({
        path: pathOf(address),
        message: `${source.quote(address)} is an address of the tailnet, which has no router.`,
        hint: 'Each node keeps the default route of its own LAN. Remove lan.gateway.',
      });
    }
  },
};

import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const vpnReplacesBackend: NetworkRule = {
  id: 'vpn-replaces-backend',
  severity: 'error',
  title: 'flannel backend that the VPN replaces',
  why:
    'With a VPN, k3s routes pod traffic through it on every node, whatever the backend of the servers is. The stated ' +
    'backend carries nothing.',
  fix: 'Remove flannel.backend, or remove vpn.',
  check({ flannel, vpn }, report, source) {
    const path = pathOf(flannel, 'backend');
    if (flannel.backend !== 'tailscale' || vpn === undefined || !source.states(path)) return;
    if (source.quote(path) === '"vxlan"') return;
    report({
      path,
      message: `${source.quote(path)} has no effect: with vpn (${source.line(pathOf(vpn))}) k3s uses ${vpn.name} on every node.`,
      hint: 'The stated backend would carry no pod traffic. Remove it, or remove vpn.',
    });
  },
};

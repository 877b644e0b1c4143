import type { ProfilePath } from '../../diagnostics';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const vpnReplacesInterface: NetworkRule = {
  id: 'vpn-replaces-interface',
  severity: 'warning',
  title: 'flannelIface that the VPN replaces',
  why: 'With a VPN, k3s selects the interface of the VPN, tailscale0, for flannel and for the address of the node.',
  fix: 'Remove flannelIface. Write other interfaces of a node as interfaces.',
  check({ flannel, nodes, vpn }, report, source) {
    if (vpn === undefined) return;
    const paths: ProfilePath[] = [
      pathOf(flannel, 'iface'),
      ...nodes.map((node) => pathOf(node, 'flannelIface')),
    ];
    for (const path of paths) {
      if (!source.states(path) || source.quote(path) === '"tailscale0"') continue;
      report({
        path,
        message: `${source.quote(path)} has no effect: with vpn (${source.line(pathOf(vpn))}) k3s uses tailscale0.`,
        hint: 'Remove it. Write other interfaces of a node as interfaces.',
      });
    }
  },
};

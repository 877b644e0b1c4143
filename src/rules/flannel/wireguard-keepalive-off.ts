import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const wireguardKeepaliveOff: NetworkRule = {
  id: 'wireguard-keepalive-off',
  severity: 'hint',
  title: 'WireGuard between sites without keepalives',
  why:
    'Routers and firewalls drop the state of a UDP connection after about a minute of silence. A node behind one is ' +
    'then unreachable from outside until it sends a packet itself.',
  fix: 'Write 25 seconds, or omit it: 25 is the default.',
  check({ flannel }, report, source) {
    const { backend, externalIp, persistentKeepaliveInterval } = flannel;
    if (backend !== 'wireguard-native' || !externalIp || persistentKeepaliveInterval > 0) return;
    const path = pathOf(flannel, 'persistentKeepaliveInterval');
    report({
      path,
      message: `${source.quote(path)} disables keepalives, and nodes reach each other by external addresses.`,
      hint: 'A router in between drops the state of a silent connection. Omit it: the default is 25 seconds.',
    });
  },
};

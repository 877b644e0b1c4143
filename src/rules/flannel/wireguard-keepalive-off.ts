import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const wireguardKeepaliveOff: NetworkRule = {
  id: 'wireguard-keepalive-off',
  severity: 'hint',
  title: 'WireGuard between sites without keepalives',
  why:
    'Routers and firewalls forget a UDP connection after a minute or so of silence. A node behind one is then not ' +
    'reached from outside until it sends something itself.',
  fix: 'Write 25 seconds, or leave it out: 25 is the default.',
  *check({ flannel }, source) {
    const { backend, externalIp, persistentKeepaliveInterval } = flannel;
    if (backend !== 'wireguard-native' || !externalIp || persistentKeepaliveInterval > 0) return;
    const path = pathOf(flannel, 'persistentKeepaliveInterval');
    yield {
      path,
      message: `${source.quote(path)} sends no keepalives, and nodes meet by external addresses.`,
      hint: 'A router in between forgets a silent connection. Leave it out: the default is 25 seconds.',
    };
  },
};

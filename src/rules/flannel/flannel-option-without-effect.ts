import type { FlannelPlan, NetworkPlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const flannelOptionWithoutEffect: NetworkRule = {
  id: 'flannel-option-without-effect',
  severity: 'warning',
  title: 'flannel option that the backend ignores',
  why: 'Each backend has its own options and ignores those of the others.',
  fix: 'Remove the option, or choose the backend that it belongs to.',
  check(plan, report, source) {
    const { flannel } = plan;
    for (const { key, reason } of listWithoutEffect(plan)) {
      const path = pathOf(flannel, key);
      if (!source.states(path) || flannel[key] === false) continue;
      report({
        path,
        message: `${source.quote(path)} has no effect: ${reason}.`,
        hint: 'flannel ignores it. Remove it, or choose the backend or the network that it belongs to.',
      });
    }
  },
};

interface WithoutEffect {
  readonly key: keyof FlannelPlan;
  readonly reason: string;
}

function listWithoutEffect({ flannel, clusterCidr }: NetworkPlan): readonly WithoutEffect[] {
  const { backend } = flannel;
  const families = new Set(clusterCidr.map(({ family }) => family));
  const unread = (keys: readonly (keyof FlannelPlan)[], reason: string) =>
    keys.map((key) => ({ key, reason }));
  const ofAnother = `the backend is ${backend}`;
  return [
    ...(backend === 'vxlan' ? [] : unread(['vni', 'port', 'directRouting'], ofAnother)),
    ...(backend === 'wireguard-native'
      ? [
          ...(families.has(4) ? [] : unread(['listenPort'], 'pods have no IPv4')),
          ...(families.has(6) ? [] : unread(['listenPortV6'], 'pods have no IPv6')),
        ]
      : unread(['listenPort', 'listenPortV6', 'persistentKeepaliveInterval'], ofAnother)),
    ...(backend === 'host-gw' || backend === 'none' || backend === 'tailscale'
      ? unread(['mtu'], ofAnother)
      : []),
    ...(backend === 'tailscale' ? unread(['externalIp'], ofAnother) : []),
    ...(backend === 'none' ? unread(['externalIp', 'ipv6Masq'], ofAnother) : []),
    ...(backend !== 'none' && !families.has(6) ? unread(['ipv6Masq'], 'pods have no IPv6') : []),
  ];
}

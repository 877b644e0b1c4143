import type { FlannelBackend, FlannelPlan } from '../model/flannel-plan';
import { pathOf, freezeWithPath } from '../../diagnostics';
import { extend } from '../../evaluation/unparsed';
import type { Profile } from '../../profile/schema/profile';

/**
 * Bytes that a backend adds to each packet, the same for both families of underlay.
 *
 * @see https://github.com/flannel-io/flannel/blob/master/Documentation/backends.md
 */
const OVERHEAD: Readonly<Record<FlannelBackend, number>> = {
  vxlan: 50,
  'host-gw': 0,
  'wireguard-native': 80,
  none: 0,
  // The MTU of tailscale0 has it deducted already.
  tailscale: 0,
};

export function deriveFlannel(profile: Profile): FlannelPlan {
  const { flannel, lan } = profile;
  const backend = deriveBackend(profile);
  const plan = extend(flannel, {
    backend: () => backend,
    vni: () => flannel.vni ?? 1,
    port: () => flannel.port ?? 8472,
    directRouting: () => flannel.directRouting ?? false,
    listenPort: () => flannel.listenPort ?? 51820,
    listenPortV6: () => flannel.listenPortV6 ?? 51821,
    persistentKeepaliveInterval: () => flannel.persistentKeepaliveInterval ?? 25,
    overhead: () => OVERHEAD[backend],
    podMtu: () => (backend === 'tailscale' ? lan.mtu : (flannel.mtu ?? lan.mtu)) - OVERHEAD[backend],
    needsConf: () => backend !== 'tailscale' && needsConf(flannel),
  });
  return freezeWithPath(plan, pathOf(flannel));
}

/**
 * With a VPN k3s replaces the backend of the flag, unless there is no flannel.
 *
 * @see https://github.com/k3s-io/k3s/blob/master/pkg/agent/config/config.go
 */
function deriveBackend({ flannel, vpn }: Profile): FlannelBackend {
  return vpn === undefined || flannel.backend === 'none' ? flannel.backend : vpn.name;
}

/** k3s has flags for the backend only; the backend's options need a net-conf file. */
function needsConf(flannel: Profile['flannel']): boolean {
  if (flannel.backend === 'none' || flannel.backend === 'host-gw') return false;
  const options =
    flannel.backend === 'vxlan'
      ? [flannel.vni, flannel.port, flannel.directRouting, flannel.mtu]
      : [flannel.listenPort, flannel.listenPortV6, flannel.persistentKeepaliveInterval, flannel.mtu];
  return options.some((option) => option !== undefined);
}

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
};

export function deriveFlannel(profile: Profile): FlannelPlan {
  const { flannel, lan } = profile;
  const plan = extend(flannel, {
    vni: () => flannel.vni ?? 1,
    port: () => flannel.port ?? 8472,
    directRouting: () => flannel.directRouting ?? false,
    listenPort: () => flannel.listenPort ?? 51820,
    listenPortV6: () => flannel.listenPortV6 ?? 51821,
    persistentKeepaliveInterval: () => flannel.persistentKeepaliveInterval ?? 25,
    overhead: () => OVERHEAD[flannel.backend],
    podMtu: () => (flannel.mtu ?? lan.mtu) - OVERHEAD[flannel.backend],
    needsConf: () => needsConf(flannel),
  });
  return freezeWithPath(plan, pathOf(flannel));
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

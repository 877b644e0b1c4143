import type { Family } from '../../address';
import type { NetworkPlan } from '../model';

/** An interface that flannel makes on every node. */
export interface FlannelDevice {
  readonly family: Family;
  readonly name: string;
  readonly kind: 'vxlan' | 'wireguard';
  /** Bytes. */
  readonly mtu: number;
}

/** What the kernel needs for VXLAN over IPv6: flannel reckons with 50 for both, and the kernel then takes less. */
const VXLAN_OVER_IPV6 = 70;

/** Names that flannel gives to interfaces, whatever the backend. */
export const FLANNEL_NAME = /^flannel[.-]/;

/** flannel's interfaces, one for each family of pods; none for backends that only write routes. */
export function flannelDevices(plan: NetworkPlan): readonly FlannelDevice[] {
  const { flannel, lan, clusterCidr } = plan;
  return clusterCidr.flatMap(({ family }): FlannelDevice[] => {
    const suffix = family === 6 ? '-v6' : '';
    if (flannel.backend === 'vxlan') {
      const most = family === 6 ? lan.mtu - VXLAN_OVER_IPV6 : flannel.podMtu;
      return [
        {
          ...{ family, kind: 'vxlan', name: `flannel${suffix}.${flannel.vni}` },
          mtu: Math.min(flannel.podMtu, most),
        },
      ];
    }
    if (flannel.backend === 'wireguard-native')
      return [{ family, kind: 'wireguard', name: `flannel-wg${suffix}`, mtu: flannel.podMtu }];
    return [];
  });
}

/** The device that carries a family's pod traffic. */
export function deviceOf(plan: NetworkPlan, family: Family): FlannelDevice | undefined {
  return flannelDevices(plan).find((device) => device.family === family);
}

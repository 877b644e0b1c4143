import type { Cidr, Family } from '../address';
import type { NetworkPlan } from '../plan';

/** The file's path on every node; `flannel-conf` in the node file refers to it. */
export const FLANNEL_CONF_PATH = '/etc/rancher/k3s/netstack-flannel.json';

/** What flannel is told of a family that the cluster does not have. k3s writes the same. */
const NO_NETWORK: Readonly<Record<Family, string>> = { 4: '0.0.0.0/0', 6: '::/0' };

/**
 * flannel's net-conf. It replaces the whole of k3s's own, so it is complete; the same on every node.
 *
 * @see https://github.com/flannel-io/flannel/blob/master/Documentation/configuration.md
 */
export function flannelConf(plan: NetworkPlan): string {
  const ipv4 = networkOf(plan.clusterCidr, 4);
  const ipv6 = networkOf(plan.clusterCidr, 6);
  const conf = {
    Network: ipv4?.toString() ?? NO_NETWORK[4],
    EnableIPv6: ipv6 !== undefined,
    EnableIPv4: ipv4 !== undefined,
    IPv6Network: ipv6?.toString() ?? NO_NETWORK[6],
    Backend: backend(plan),
  };
  return `${JSON.stringify(conf, null, 2)}\n`;
}

function networkOf(cidrs: readonly Cidr[], family: Family): Cidr | undefined {
  return cidrs.find((cidr) => cidr.family === family);
}

function backend({ flannel }: NetworkPlan): object {
  const mtu = flannel.mtu === undefined ? {} : { MTU: flannel.mtu };
  if (flannel.backend === 'wireguard-native') {
    return {
      Type: 'wireguard',
      ListenPort: flannel.listenPort,
      ListenPortV6: flannel.listenPortV6,
      PersistentKeepaliveInterval: flannel.persistentKeepaliveInterval,
      ...mtu,
    };
  }
  return {
    Type: 'vxlan',
    VNI: flannel.vni,
    Port: flannel.port,
    DirectRouting: flannel.directRouting,
    ...mtu,
  };
}

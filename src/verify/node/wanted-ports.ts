import type { Family } from '../../address';
import type { NetworkPlan, NodePlan } from '../../plan';

/** A port of one of two nodes that the other one has to reach. */
export interface WantedPort {
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  readonly family: Family;
  /** From the first node's point of view. */
  readonly way: 'in' | 'out';
}

const KUBELET = 10250;

/** etcd's clients, and its members among each other. */
const ETCD = [2379, 2380];

/** MetalLB's speakers among each other, by both protocols. */
const MEMBERLIST = 7946;

/**
 * What two nodes have to reach of each other.
 *
 * @see https://docs.k3s.io/installation/requirements#networking
 */
export function wantedPorts(plan: NetworkPlan, self: NodePlan, other: NodePlan): readonly WantedPort[] {
  const [family] = plan.nodes[0]?.nodeIp.map((address) => address.family) ?? [];
  if (family === undefined) return [];
  const both = (protocol: 'tcp' | 'udp', port: number, of: Family = family): WantedPort[] => [
    { protocol, port, family: of, way: 'in' },
    { protocol, port, family: of, way: 'out' },
  ];
  return [
    ...overlayPorts(plan).flatMap(([port, of]) => both('udp', port, of)),
    ...both('tcp', KUBELET),
    ...(plan.metallb === undefined ? [] : [...both('tcp', MEMBERLIST), ...both('udp', MEMBERLIST)]),
    ...apiPorts(plan, self).map((port): WantedPort => ({ protocol: 'tcp', port, family, way: 'in' })),
    ...apiPorts(plan, other).map((port): WantedPort => ({ protocol: 'tcp', port, family, way: 'out' })),
    ...(self.role === 'server' && other.role === 'server' && plan.datastore === 'etcd'
      ? ETCD.flatMap((port) => both('tcp', port))
      : []),
  ];
}

function apiPorts({ registration }: NetworkPlan, { role }: NodePlan): readonly number[] {
  return role === 'server' ? [registration.port] : [];
}

function overlayPorts({ flannel, clusterCidr }: NetworkPlan): readonly (readonly [number, Family])[] {
  return clusterCidr.flatMap(({ family }): (readonly [number, Family])[] => {
    if (flannel.backend === 'vxlan') return [[flannel.port, family]];
    if (flannel.backend !== 'wireguard-native') return [];
    return [[family === 6 ? flannel.listenPortV6 : flannel.listenPort, family]];
  });
}

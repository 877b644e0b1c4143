import type { Family } from '../../address';
import type { NetworkPlan, NodePlan } from '../../plan';

/** A port of one of two nodes that the other node must reach. */
export interface RequiredPort {
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  readonly family: Family;
  /** As seen from the first node. */
  readonly direction: 'in' | 'out';
}

const KUBELET = 10250;

/** etcd's client and peer ports. */
const ETCD = [2379, 2380];

/** Between MetalLB's speakers, TCP and UDP. */
const MEMBERLIST = 7946;

/** The TCP ports of a node that its own pods must reach. */
export function listPodPorts(plan: NetworkPlan, self: NodePlan): readonly number[] {
  return [...listApiPorts(plan, self), KUBELET];
}

/**
 * The ports that two nodes must reach on each other.
 *
 * @see https://docs.k3s.io/installation/requirements#networking
 */
export function listRequiredPorts(
  plan: NetworkPlan,
  self: NodePlan,
  other: NodePlan,
): readonly RequiredPort[] {
  const [family] = plan.nodes[0]?.nodeIp.map((address) => address.family) ?? [];
  if (family === undefined) return [];
  const both = (protocol: 'tcp' | 'udp', port: number, of: Family = family): RequiredPort[] => [
    { protocol, port, family: of, direction: 'in' },
    { protocol, port, family: of, direction: 'out' },
  ];
  return [
    ...listOverlayPorts(plan).flatMap(([port, of]) => both('udp', port, of)),
    ...both('tcp', KUBELET),
    ...(plan.metallb === undefined ? [] : [...both('tcp', MEMBERLIST), ...both('udp', MEMBERLIST)]),
    ...listApiPorts(plan, self).map((port): RequiredPort => ({
      protocol: 'tcp',
      port,
      family,
      direction: 'in',
    })),
    ...listApiPorts(plan, other).map((port): RequiredPort => ({
      protocol: 'tcp',
      port,
      family,
      direction: 'out',
    })),
    ...(self.role === 'server' && other.role === 'server' && plan.datastore === 'etcd'
      ? ETCD.flatMap((port) => both('tcp', port))
      : []),
  ];
}

function listApiPorts({ registration }: NetworkPlan, { role }: NodePlan): readonly number[] {
  return role === 'server' ? [registration.port] : [];
}

function listOverlayPorts({ flannel, clusterCidr }: NetworkPlan): readonly (readonly [number, Family])[] {
  return clusterCidr.flatMap(({ family }): (readonly [number, Family])[] => {
    if (flannel.backend === 'vxlan') return [[flannel.port, family]];
    if (flannel.backend !== 'wireguard-native') return [];
    return [[family === 6 ? flannel.listenPortV6 : flannel.listenPort, family]];
  });
}

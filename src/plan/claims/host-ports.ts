import type { ProfilePath } from '../../diagnostics/profile-path';
import { pathOf } from '../../diagnostics/profile-path';
import type { EntryPointPlan, NetworkPlan } from '../model';
import { memoize } from '../../evaluation/memoize';
import type { LoadBalancerService, ServicePort } from '../services';
import { listLoadBalancerServices } from '../services';

/** A port that a process listens on, on the nodes themselves. */
export interface HostPort {
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
  /** As a message names it: `the kubelet`. */
  readonly owner: string;
  /**
   * Where the profile says the number.
   *
   * @default - nowhere: it is always the same
   */
  readonly path?: ProfilePath;
}

/** @see https://docs.k3s.io/installation/requirements#inbound-rules-for-k3s-nodes */
const K3S_PORTS: readonly (readonly [port: number, owner: string])[] = [
  [6444, "k3s's load balancer for the API"],
  [10010, "containerd's streaming server"],
  [10248, "the kubelet's health check"],
  [10249, "kube-proxy's metrics"],
  [10250, 'the kubelet'],
  [10256, "kube-proxy's health check"],
  [10257, 'the controller manager'],
  [10258, 'the cloud controller manager'],
  [10259, 'the scheduler'],
];

const ETCD_PORTS: readonly (readonly [port: number, owner: string])[] = [
  [2379, "etcd's clients"],
  [2380, "etcd's peers"],
  [2381, "etcd's metrics"],
  [2382, "etcd's clients over HTTP"],
];

/** @see https://metallb.io/#requirements */
const METALLB_PORTS: readonly HostPort[] = [
  { port: 7946, protocol: 'TCP', owner: "MetalLB's speakers" },
  { port: 7946, protocol: 'UDP', owner: "MetalLB's speakers" },
  { port: 9120, protocol: 'TCP', owner: "the metrics of MetalLB's speakers" },
  { port: 17472, protocol: 'TCP', owner: "the health check of MetalLB's speakers" },
];

/** What k3s listens on with numbers that cannot be changed in a profile. */
export function listK3sPorts({ datastore }: NetworkPlan): readonly HostPort[] {
  return [...K3S_PORTS, ...(datastore === 'etcd' ? ETCD_PORTS : [])].map(([port, owner]) => ({
    port,
    protocol: 'TCP',
    owner,
  }));
}

/** The Kubernetes API and the k3s supervisor. */
export function apiPortOf(plan: NetworkPlan): HostPort {
  return {
    port: plan.registration.port,
    protocol: 'TCP',
    owner: 'the Kubernetes API',
    path: pathOf(plan, 'httpsListenPort'),
  };
}

/** What flannel's backend listens on; a family that the cluster does not have needs no port. */
export function listFlannelPorts({ flannel, clusterCidr }: NetworkPlan): readonly HostPort[] {
  const udp = (port: number, owner: string, key: string): HostPort => ({
    ...{ port, protocol: 'UDP', owner },
    path: pathOf(flannel, key),
  });
  if (flannel.backend === 'vxlan') return [udp(flannel.port, "flannel's VXLAN", 'port')];
  if (flannel.backend !== 'wireguard-native') return [];
  const families = new Set(clusterCidr.map(({ family }) => family));
  return [
    ...(families.has(4) ? [udp(flannel.listenPort, "flannel's WireGuard over IPv4", 'listenPort')] : []),
    ...(families.has(6) ? [udp(flannel.listenPortV6, "flannel's WireGuard over IPv6", 'listenPortV6')] : []),
  ];
}

/** What MetalLB listens on, where the cluster has it. */
export function listMetalLbPorts({ metallb }: NetworkPlan): readonly HostPort[] {
  return metallb === undefined ? [] : METALLB_PORTS;
}

/** What ServiceLB answers on every node that takes part: the ports of the Services that it serves. */
export const listServiceLbPorts = memoize((plan: NetworkPlan): readonly HostPort[] =>
  listLoadBalancerServices(plan)
    .filter(({ servedBy }) => servedBy === 'servicelb')
    .flatMap((service) =>
      service.ports.map(({ port, protocol }) => ({
        ...{ port, protocol, owner: `ServiceLB for ${service.title}` },
        path: findServicePortPath(service, { port, protocol }),
      })),
    ),
);

/** Everything that k3s, flannel, MetalLB and ServiceLB listen on, the API server first. */
export function listPlannedHostPorts(plan: NetworkPlan): readonly HostPort[] {
  return [
    apiPortOf(plan),
    ...listK3sPorts(plan),
    ...listFlannelPorts(plan),
    ...listMetalLbPorts(plan),
    ...listServiceLbPorts(plan),
  ];
}

/** Where the profile says that a Service has this port, or the Service itself. */
export function findServicePortPath(
  { settings }: LoadBalancerService,
  { port, protocol }: ServicePort,
): ProfilePath {
  if ('port' in settings) return pathOf(settings, 'port');
  const { entryPoints } = settings;
  const entry = entryPoints.find((one) => typeof one !== 'string' && isOn(one, port, protocol));
  if (typeof entry === 'object') return pathOf(entry);
  return pathOf(settings);
}

function isOn(entry: EntryPointPlan, port: number, protocol: string): boolean {
  return entry.exposedPort === port && entry.protocol === protocol;
}

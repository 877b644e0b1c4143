import type { LoadBalancerService, NetworkPlan } from '../../plan';
import {
  announcersOf,
  bgpAdvertisementsOf,
  listLoadBalancerServices,
  findPoolWith,
  listSampleHosts,
} from '../../plan';
import type { HopFailure } from '../verified/failures-at';
import { failuresAt } from '../verified/failures-at';
import type { VerifyResult } from '../verified/verify-result';

/** One step of a request's way. */
export interface RequestHop {
  readonly id: 'client' | 'address' | 'node' | 'proxy' | 'traefik' | 'pod';
  readonly name: string;
  readonly lines: readonly string[];
  /** The checks of `verify` that failed here. */
  readonly failures: readonly HopFailure[];
}

/** A step before it is known what `verify` saw. */
type PlannedHop = Omit<RequestHop, 'failures'>;

/** The way of a request from a LAN client to the pods of one LoadBalancer Service. */
export interface RequestPath {
  /** `Traefik`, `sample "echo"`. */
  readonly service: string;
  readonly hops: readonly RequestHop[];
  /** Whether the pods see the client's own address. */
  readonly keepsClientAddress: boolean;
  /** Why, in one sentence. */
  readonly reason: string;
}

/** A path for each LoadBalancer Service, Traefik's first, with the failures that `verify` saw. */
export function deriveRequestPaths(plan: NetworkPlan, verified?: VerifyResult): readonly RequestPath[] {
  return listLoadBalancerServices(plan)
    .filter(({ servedBy }) => servedBy !== 'none')
    .map((service) => requestPath(plan, service, verified));
}

function requestPath(
  plan: NetworkPlan,
  service: LoadBalancerService,
  verified: VerifyResult | undefined,
): RequestPath {
  const addresses = service.loadBalancerIPs.map(String).join(', ') || 'an address of the pool';
  const ports = service.ports.map(({ port, protocol }) => `${port}/${protocol}`).join(' ');
  const hops: readonly PlannedHop[] = [
    { id: 'client', name: 'LAN client', lines: clientLines(plan, service) },
    {
      id: 'address',
      name: addressTitle(service),
      lines: [service.servedBy === 'metallb' ? addresses : 'node addresses', ports],
    },
    { id: 'node', name: 'node', lines: nodeLines(plan, service) },
    { id: 'proxy', name: 'kube-proxy', lines: proxyLines(plan, service) },
    ...backendHops(plan, service),
  ];
  const scope = { addresses: service.loadBalancerIPs };
  return {
    service: service.title,
    hops: hops.map((hop) => ({ ...hop, failures: failuresAt(verified, `request:${hop.id}`, scope) })),
    ...clientAddress(plan, service),
  };
}

function clientLines(plan: NetworkPlan, service: LoadBalancerService): readonly string[] {
  if (service.title !== 'Traefik') return ['connects to the address'];
  const hosts = plan.samples.flatMap((sample) => listSampleHosts(sample)).map(({ host }) => host);
  return hosts.length === 0
    ? ['connects to the address']
    : hosts.slice(0, 2).map((host) => `asks for ${host}`);
}

function addressTitle({ servedBy }: LoadBalancerService): string {
  return servedBy === 'metallb' ? 'MetalLB address' : 'ServiceLB';
}

function nodeLines(plan: NetworkPlan, service: LoadBalancerService): readonly string[] {
  const { metallb } = plan;
  if (service.servedBy === 'servicelb' || metallb === undefined) return ['any node that runs', 'a svclb pod'];
  const [address] = service.loadBalancerIPs;
  const pool =
    address === undefined ? metallb.ipAddressPools[0] : findPoolWith(metallb.ipAddressPools, address);
  if (pool === undefined) return ['no pool has the address'];
  const count = announcersOf(plan, metallb, pool).length;
  return bgpAdvertisementsOf(metallb, pool).length > 0
    ? [`BGP: ${count} next hops`, 'router balances per flow']
    : ['ARP/NDP: one node answers', `of ${count} candidates`];
}

function proxyLines(
  { kubeProxy }: NetworkPlan,
  { externalTrafficPolicy }: LoadBalancerService,
): readonly string[] {
  return [kubeProxy.mode === 'off' ? "your CNI's proxy" : kubeProxy.mode, `policy ${externalTrafficPolicy}`];
}

function backendHops(plan: NetworkPlan, service: LoadBalancerService): readonly PlannedHop[] {
  const pod = {
    id: 'pod' as const,
    name: `${service.namespace}/${service.name}`,
    lines: ['pod of the Service'],
  };
  if (service.title !== 'Traefik') return [pod];
  return [
    {
      id: 'traefik',
      name: 'Traefik',
      lines: [`namespace ${plan.traefik.namespace}`, 'route by host and path'],
    },
    { id: 'pod', name: 'pod', lines: ['endpoint of the Service', 'new connection from Traefik'] },
  ];
}

/** @see https://kubernetes.io/docs/tutorials/services/source-ip/ */
function clientAddress(
  plan: NetworkPlan,
  { externalTrafficPolicy, servedBy, title }: LoadBalancerService,
): Pick<RequestPath, 'keepsClientAddress' | 'reason'> {
  const backend = title === 'Traefik' ? 'Traefik' : 'The pod';
  if (plan.kubeProxy.mode === 'off')
    return { keepsClientAddress: false, reason: 'Your CNI replaces kube-proxy and decides.' };
  if (externalTrafficPolicy === 'Local' && servedBy === 'servicelb')
    return {
      keepsClientAddress: true,
      reason: `${backend} sees the client's address if the client connects to a node with a pod. On other nodes, the svclb pod forwards and replaces it.`,
    };
  if (externalTrafficPolicy === 'Local')
    return {
      keepsClientAddress: true,
      reason: `${backend} sees the client's address: only nodes with a pod answer, without source NAT.`,
    };
  return {
    keepsClientAddress: false,
    reason: `${backend} sees the address of a node: kube-proxy masquerades, since the pod may be on another node.`,
  };
}

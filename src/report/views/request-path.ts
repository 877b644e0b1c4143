import type { LoadBalancerService, NetworkPlan } from '../../plan';
import {
  announcersOf,
  bgpAdvertisementsOf,
  listLoadBalancerServices,
  findPoolWith,
  listSampleHosts,
} from '../../plan';

/** One step of a request's way. */
export interface RequestHop {
  readonly name: string;
  readonly lines: readonly string[];
}

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

/** A path for each LoadBalancer Service, Traefik's first. */
export function deriveRequestPaths(plan: NetworkPlan): readonly RequestPath[] {
  return listLoadBalancerServices(plan)
    .filter(({ servedBy }) => servedBy !== 'none')
    .map((service) => requestPath(plan, service));
}

function requestPath(plan: NetworkPlan, service: LoadBalancerService): RequestPath {
  const addresses = service.loadBalancerIPs.map(String).join(', ') || 'an address of the pool';
  const ports = service.ports.map(({ port, protocol }) => `${port}/${protocol}`).join(' ');
  return {
    service: service.title,
    hops: [
      { name: 'LAN client', lines: clientLines(plan, service) },
      {
        name: addressTitle(service),
        lines: [service.servedBy === 'metallb' ? addresses : 'node addresses', ports],
      },
      { name: 'node', lines: nodeLines(plan, service) },
      { name: 'kube-proxy', lines: proxyLines(plan, service) },
      ...backendHops(plan, service),
    ],
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
  if (service.servedBy === 'servicelb' || metallb === undefined)
    return ['svclb pod on each node', 'hostPort'];
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

function backendHops(plan: NetworkPlan, service: LoadBalancerService): readonly RequestHop[] {
  const pod = { name: `${service.namespace}/${service.name}`, lines: ['pod of the Service'] };
  if (service.title !== 'Traefik') return [pod];
  return [
    { name: 'Traefik', lines: [`namespace ${plan.traefik.namespace}`, 'route by host and path'] },
    { name: 'pod', lines: ['endpoint of the Service', 'new connection from Traefik'] },
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
  if (externalTrafficPolicy === 'Local')
    return {
      keepsClientAddress: true,
      reason: `${backend} sees the client's address: only nodes with a pod answer, without source NAT.`,
    };
  return {
    keepsClientAddress: false,
    reason:
      servedBy === 'servicelb'
        ? `${backend} sees the address of a node: svclb and kube-proxy masquerade.`
        : `${backend} sees the address of a node: kube-proxy masquerades, since the pod may be on another node.`,
  };
}

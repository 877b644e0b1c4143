import type { Address, Family } from '../../address';
import type { ProfilePath } from '../../diagnostics/profile-path';
import { pathOf } from '../../diagnostics/profile-path';
import type {
  AdditionalServicePlan,
  EntryPointPlan,
  NetworkPlan,
  SampleLoadBalancer,
  SamplePlan,
  TrafficPolicy,
  TraefikPlan,
} from '../model';
import { listTraefikListeners } from './traefik-ports';
import { memoize } from '../../evaluation/memoize';

/** A port that a Service listens on. */
export interface ServicePort {
  /** 1-65535. */
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
}

/** Who gives Services their addresses. */
export type LoadBalancer = 'metallb' | 'servicelb' | 'none';

/** A Service of type LoadBalancer, of whichever part of the cluster. */
export interface LoadBalancerService {
  /** As a message names it: `Traefik`, `sample "echo"`. */
  readonly title: string;
  /** What the Service is for; knows its place. */
  readonly owner: TraefikPlan | SamplePlan;
  /** What the profile asks of the load balancer; knows its place. */
  readonly settings: TraefikPlan | AdditionalServicePlan | SampleLoadBalancer;
  /** As Kubernetes has it. */
  readonly name: string;
  readonly namespace: string;
  readonly ports: readonly ServicePort[];
  /** Families of which it is assigned an address, where one is free. */
  readonly ipFamilies: readonly Family[];
  readonly loadBalancerIPs: readonly Address[];
  readonly ipAddressPool?: string;
  readonly allowSharedIp?: string;
  readonly externalTrafficPolicy: TrafficPolicy;
  /** ServiceLB pool. */
  readonly lbpool?: string;
  /** Who gives it its address. */
  readonly servedBy: LoadBalancer;
}

/** Every Service of type LoadBalancer that a plan makes: Traefik's first, then the samples'. */
export const listLoadBalancerServices = memoize((plan: NetworkPlan): readonly LoadBalancerService[] => [
  ...listTraefikServices(plan),
  ...plan.samples.flatMap((sample) => buildSampleServices(plan, sample)),
]);

/** Those that MetalLB gives an address. */
export const listMetalLbServices = memoize((plan: NetworkPlan): readonly LoadBalancerService[] =>
  listLoadBalancerServices(plan).filter(({ servedBy }) => servedBy === 'metallb'),
);

function listTraefikServices(plan: NetworkPlan): readonly LoadBalancerService[] {
  const { mode, service } = plan.traefik;
  if (mode === 'none') return [];
  const further = service.additionalServices.filter(({ type }) => type === 'LoadBalancer');
  return [
    ...(service.type === 'LoadBalancer' ? [buildTraefikService(plan)] : []),
    ...further.map((one) => buildAdditionalService(plan, one)),
  ];
}

function buildAdditionalService(plan: NetworkPlan, service: AdditionalServicePlan): LoadBalancerService {
  const { traefik } = plan;
  const exposed = listTraefikListeners(traefik).filter(({ name }) => service.entryPoints.includes(name));
  return {
    title: `Traefik's Service "${service.name}"`,
    owner: traefik,
    settings: service,
    name: `traefik-${service.name}`,
    namespace: traefik.namespace,
    ports: exposed.map(({ exposedPort, protocol }) => ({ port: exposedPort, protocol })),
    ...pickOptions(service),
    servedBy: findLoadBalancer(plan, service.loadBalancerClass),
  };
}

function buildTraefikService(plan: NetworkPlan): LoadBalancerService {
  const { traefik } = plan;
  return {
    title: 'Traefik',
    owner: traefik,
    settings: traefik,
    name: 'traefik',
    namespace: traefik.namespace,
    ports: listTraefikPorts(traefik),
    ...(hasUdpService(traefik) && { allowSharedIp: 'traefik' }),
    ...pickOptions(traefik),
    servedBy: findLoadBalancer(plan, traefik.loadBalancerClass),
  };
}

/**
 * UDP entryPoints that have the number of a TCP port. Of one number over both protocols tools lose one, so these are in
 * a Service of their own, which shares the address of the other.
 *
 * @see https://github.com/kubernetes/kubernetes/issues/39188
 */
export function findSeparateUdpPorts({ entryPoints }: TraefikPlan): readonly EntryPointPlan[] {
  const tcp = entryPoints.filter(({ protocol }) => protocol === 'TCP').map(({ exposedPort }) => exposedPort);
  const taken = new Set([80, 443, ...tcp]);
  return entryPoints.filter(({ protocol, exposedPort }) => protocol === 'UDP' && taken.has(exposedPort));
}

/** Whether UDP ports with the number of a TCP port have a Service of their own, such as HTTP/3. */
function hasUdpService(traefik: TraefikPlan): boolean {
  return traefik.websecure.http3 || findSeparateUdpPorts(traefik).length > 0;
}

/** The ports of Traefik's Services. */
function listTraefikPorts({ entryPoints, websecure }: TraefikPlan): readonly ServicePort[] {
  return [
    { port: 80, protocol: 'TCP' },
    { port: 443, protocol: 'TCP' },
    ...(websecure.http3 ? [{ port: 443, protocol: 'UDP' as const }] : []),
    ...entryPoints.map(({ exposedPort, protocol }) => ({ port: exposedPort, protocol })),
  ];
}

function buildSampleServices(plan: NetworkPlan, sample: SamplePlan): LoadBalancerService[] {
  const { loadBalancer, name, namespace } = sample;
  if (loadBalancer === undefined) return [];
  return [
    {
      title: `sample "${name}"`,
      owner: sample,
      settings: loadBalancer,
      name,
      namespace,
      ports: [{ port: loadBalancer.port, protocol: sample.protocol }],
      ...pickOptions(loadBalancer),
      ...(loadBalancer.lbpool !== undefined && { lbpool: loadBalancer.lbpool }),
      servedBy: findLoadBalancer(plan, loadBalancer.loadBalancerClass),
    },
  ];
}

function pickOptions(settings: TraefikPlan | AdditionalServicePlan | SampleLoadBalancer) {
  const { ipFamilies, loadBalancerIPs, ipAddressPool, allowSharedIp, externalTrafficPolicy } = settings;
  return {
    ipFamilies,
    loadBalancerIPs,
    ...(ipAddressPool !== undefined && { ipAddressPool }),
    ...(allowSharedIp !== undefined && { allowSharedIp }),
    externalTrafficPolicy,
  };
}

/** MetalLB serves the Services of its class, which may be none; ServiceLB those without a class. */
export function findLoadBalancer(
  { metallb, serviceLb }: NetworkPlan,
  loadBalancerClass: string | undefined,
): LoadBalancer {
  if (metallb !== undefined && metallb.loadBalancerClass === loadBalancerClass) return 'metallb';
  return serviceLb.enabled && loadBalancerClass === undefined ? 'servicelb' : 'none';
}

/** The places of what a Service asks for that only MetalLB gives. */
export function findMetalLbOptions({ settings }: LoadBalancerService): readonly ProfilePath[] {
  const { loadBalancerIPs, ipAddressPool, allowSharedIp } = settings;
  return [
    ...loadBalancerIPs.map((address) => pathOf(address)),
    ...(ipAddressPool === undefined ? [] : [pathOf(settings, 'ipAddressPool')]),
    ...(allowSharedIp === undefined ? [] : [pathOf(settings, 'allowSharedIp')]),
  ];
}

import type { NodeConfig } from '../../k3s';
import type { Address } from '../../address';
import type { ConfigMapRequest, NetworkPlan, NodePlan, SecretRequest } from '../../plan';
import { configMapRequests, listLoadBalancerServices, secretRequests } from '../../plan';
import type { HostFacts, ImageArchive, K3sBinary } from '../host/host-facts';
import type { BgpRouter } from './bird-config';
import { describeOmittedPeers, collectBgpRouters } from './bird-config';
import { layOutClient } from './client';
import type { DnsRecords } from './dns-records';
import type { EgressLayout, EgressRequest } from './egress';
import { layOutEgress } from './egress';
import { collectDnsRecords, listForwardedZones } from './dns-records';
import type { ImageChoice } from './images';
import { chooseImages } from './images';
import { mergeAdaptations, listAdaptations } from './k3s-adaptations';
import type { Cable, Machine } from './machine';
import { connectFurther, groupFurtherWires } from './further-wires';
import { connect, connectNodes, describeNodeDifferences, layOutNodes } from './nodes';
import { layOutRouter } from './router';
import { describeTraefik, needsGatewayCrds } from './traefik-differences';
import { groupWires } from './wires';

/** What a lab is made from. */
export interface LabRequest {
  readonly plan: NetworkPlan;
  readonly host: HostFacts;
  readonly k3s: K3sBinary;
  /** Names of the images that the manifests run. */
  readonly manifestImages: readonly string[];
  /**
   * Image archives for the nodes.
   *
   * @default - the nodes pull every image
   */
  readonly archives?: readonly ImageArchive[];
  /** @default - no way out */
  readonly egress?: EgressRequest;
}

/** The layout of a lab: every machine, cable, address and file, and the differences from hardware. */
export interface LabLayout {
  readonly cluster: string;
  readonly router: Machine;
  /** In the profile's order. */
  readonly nodes: readonly NodeMachine[];
  readonly client?: Machine;
  readonly cables: readonly Cable[];
  /** The addresses of the router's name server. */
  readonly dns: readonly { readonly address: string; readonly port: number }[];
  /** Name servers of the profile that do not answer in the lab, as the profile names them. */
  readonly silentNameServers: readonly string[];
  readonly records: DnsRecords;
  /** Zones of the LAN's name server. */
  readonly zones: readonly string[];
  /** The profile's BGP peers, all in the machine `router`; none where BIRD is not installed. */
  readonly bgp: readonly BgpRouter[];
  readonly egress?: EgressLayout;
  readonly secrets: readonly SecretRequest[];
  readonly configMaps: readonly ConfigMapRequest[];
  /** Whether the lab installs the Gateway API CRDs. */
  readonly gatewayCrds: boolean;
  readonly images?: ImageChoice;
  /** The API server's address on the LAN. */
  readonly api: { readonly address: string; readonly port: number };
  /** Number of Services of type LoadBalancer that are assigned an address. */
  readonly loadBalancers: number;
  /** Differences from hardware, one line each. */
  readonly differences: readonly string[];
}

/** One of the profile's nodes. */
export interface NodeMachine extends Machine {
  readonly role: 'server' | 'agent';
  /** The content of `90-lab.yaml`, without the token. */
  readonly k3sConfig: NodeConfig;
}

/** Lays out the lab of a plan. The same request results in the same layout. */
export function layOutLab(request: LabRequest): LabLayout {
  const { plan, host, archives } = request;
  const wires = groupWires(plan);
  const hasWayOut = request.egress !== undefined;
  const router = layOutRouter(plan, {
    name: findFreeName('router', plan.nodes),
    wires: [...wires, ...groupFurtherWires(plan)],
    hasWayOut,
  });
  const machines = layOutNodes(plan, router.addresses);
  const [wire] = wires;
  const client = wire && layOutClient(plan, wire, router.addresses, findFreeName('client', plan.nodes));
  const images = archives && chooseImages(plan, archives, request.manifestImages, hasWayOut);
  const adaptations = listAdaptations(plan, host, images);
  const bgp = collectBgpRouters(plan);
  const egress = request.egress && layOutEgress(plan, request.egress);
  return {
    cluster: plan.cluster,
    router: router.machine,
    nodes: plan.nodes.map((node, index) => ({
      ...(machines[index] as Machine),
      ...{ role: node.role, k3sConfig: mergeAdaptations(adaptations, node) },
    })),
    ...(client && { client }),
    cables: [
      ...connectNodes(plan, wires, machines),
      ...connectFurther(plan, wires, machines),
      ...(client && wire ? [connect(client, wire, machines.length + 1)] : []),
    ],
    dns: router.dns.map(({ address, port }) => ({ address: address.toString(), port })),
    silentNameServers: router.silentNameServers,
    records: collectDnsRecords(plan),
    zones: listForwardedZones(plan),
    bgp: host.bird === undefined ? [] : bgp,
    ...(egress && { egress }),
    secrets: secretRequests(plan),
    configMaps: configMapRequests(plan),
    gatewayCrds: needsGatewayCrds(plan, request.k3s),
    ...(images && { images }),
    api: { address: findApiAddress(plan).toString(), port: plan.registration.port },
    loadBalancers: countLoadBalancers(plan, images),
    differences: [
      ...describeVersion(request),
      ...adaptations.flatMap(({ difference }) => difference ?? []),
      ...router.differences,
      ...describeTraefik(plan, request.k3s, hasWayOut),
      ...describeNodeDifferences(plan),
      ...describeMonitoring(plan),
      ...describeBgp(bgp, host),
      ...describeOmittedPeers(plan),
      ...describeImages(images),
      ...describeEgress(egress),
      ...(client ? [] : ['the LAN has no free address for a client']),
    ],
  };
}

/** Finds a name for a machine that no node has. */
function findFreeName(name: string, nodes: readonly NodePlan[]): string {
  return nodes.some((node) => node.name === name) ? findFreeName(`lab-${name}`, nodes) : name;
}

function findApiAddress({ servers }: NetworkPlan): Address {
  return (servers[0] as NodePlan).nodeIp[0] as Address;
}

/** Counts the Services that are assigned an address. Without its image ServiceLB assigns none. */
function countLoadBalancers(plan: NetworkPlan, images: ImageChoice | undefined): number {
  const missing = images?.missingComponents ?? [];
  return listLoadBalancerServices(plan).filter(({ servedBy, owner }) => {
    if (servedBy === 'none' || (servedBy === 'servicelb' && missing.includes('servicelb'))) return false;
    return owner !== plan.traefik || plan.traefik.mode !== 'packaged' || !missing.includes('traefik');
  }).length;
}

function describeVersion({ plan, k3s }: LabRequest): string[] {
  const asked = plan.k3sVersion.toString();
  if (k3s.version === asked) return [];
  return [`k3s ${k3s.version} runs instead of ${asked}: the lab does not show what changed between the two`];
}

function describeMonitoring({ monitoring }: NetworkPlan): string[] {
  return monitoring === undefined
    ? []
    : ['no Prometheus Operator runs: the objects of monitoring/ are not applied'];
}

function describeBgp(routers: readonly BgpRouter[], { bird }: HostFacts): string[] {
  if (routers.length === 0) return [];
  if (bird === undefined)
    return ['no BGP peer answers: bird and birdc are not on PATH (Debian: apt-get install bird2)'];
  const names = routers.map(({ name }) => name).join(' and ');
  return [
    `BGP ${routers.length === 1 ? 'peer' : 'peers'} ${names}: BIRD, in the router that is also the gateway`,
  ];
}

function describeEgress(egress: EgressLayout | undefined): string[] {
  if (egress === undefined) return [];
  const hidden = egress.hidden.join(', ');
  return [
    'one process on this machine makes all connections from the lab to the outside',
    ...(hidden === '' ? [] : [`the lab cannot reach ${hidden} of this machine: it uses addresses there`]),
  ];
}

function describeImages(images: ImageChoice | undefined): string[] {
  if (images === undefined) return [];
  const { missingImages, lacksPause } = images;
  return [
    ...missingImages.map((image) => `no archive has ${image}: workloads that run it cannot start`),
    ...(lacksPause ? ['no archive has a pause image: no pod can start'] : []),
  ];
}

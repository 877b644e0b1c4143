import type { NodeConfig } from '../../k3s';
import type { Address } from '../../address';
import type { NetworkPlan, NodePlan, SecretRequest } from '../../plan';
import { listLoadBalancerServices, secretRequests } from '../../plan';
import type { HostFacts, ImageArchive, K3sProgram } from '../host/host-facts';
import type { BgpRouter } from './bird-config';
import { bgpPeersLeftOut, bgpRouters } from './bird-config';
import { clientMachine } from './client';
import type { DnsRecords } from './dns-records';
import type { EgressLayout, EgressRequest } from './egress';
import { egressLayout } from './egress';
import { dnsRecords, forwardedZones } from './dns-records';
import type { ImageChoice } from './images';
import { chooseImages } from './images';
import { adaptedConfig, k3sAdaptations } from './k3s-adaptations';
import type { Cable, Machine } from './machine';
import { cable, nodeCables, nodeDifferences, nodeMachines } from './nodes';
import { routerLayout } from './router';
import { wiresOf } from './wires';

/** What a lab is made from. */
export interface LabRequest {
  readonly plan: NetworkPlan;
  readonly host: HostFacts;
  readonly k3s: K3sProgram;
  /** Names of the images that the manifests run. */
  readonly manifestImages: readonly string[];
  /**
   * Archives that the nodes are given.
   *
   * @default - the nodes pull every image themselves
   */
  readonly archives?: readonly ImageArchive[];
  /** @default - no way out */
  readonly egress?: EgressRequest;
}

/** A whole lab, before anything of it is made: every machine, cable, address and file, and what differs from hardware. */
export interface LabLayout {
  readonly cluster: string;
  readonly router: Machine;
  /** In the profile's order. */
  readonly nodes: readonly NodeMachine[];
  readonly client?: Machine;
  readonly cables: readonly Cable[];
  /** Where the router answers DNS. */
  readonly dns: readonly { readonly address: string; readonly port: number }[];
  /** Name servers of the profile that nobody answers for, as the profile names them. */
  readonly silentNameServers: readonly string[];
  readonly records: DnsRecords;
  /** Zones that it is the LAN's own name server of. */
  readonly zones: readonly string[];
  /** The profile's BGP peers, all in the machine `router`; none where nobody can be them. */
  readonly bgp: readonly BgpRouter[];
  readonly egress?: EgressLayout;
  readonly secrets: readonly SecretRequest[];
  readonly images?: ImageChoice;
  /** Where the API server answers, from the LAN. */
  readonly api: { readonly address: string; readonly port: number };
  /** Services of type LoadBalancer that have to get an address. */
  readonly loadBalancers: number;
  /** Everything that is not as on the profile's own machines, one line each. */
  readonly differences: readonly string[];
}

/** One of the profile's nodes. */
export interface NodeMachine extends Machine {
  readonly role: 'server' | 'agent';
  /** What `90-lab.yaml` says, beyond the token. */
  readonly k3sConfig: NodeConfig;
}

/** Lays out the lab of a plan. Pure: the same request, the same layout. */
export function labLayout(request: LabRequest): LabLayout {
  const { plan, host, archives } = request;
  const wires = wiresOf(plan);
  const hasWayOut = request.egress !== undefined;
  const router = routerLayout(plan, { name: freeName('router', plan.nodes), wires, hasWayOut });
  const machines = nodeMachines(plan, router.addresses);
  const [wire] = wires;
  const client = wire && clientMachine(plan, wire, router.addresses, freeName('client', plan.nodes));
  const images = archives && chooseImages(plan, archives, request.manifestImages, hasWayOut);
  const adaptations = k3sAdaptations(plan, host, images);
  const bgp = bgpRouters(plan);
  const egress = request.egress && egressLayout(plan, request.egress);
  return {
    cluster: plan.cluster,
    router: router.machine,
    nodes: plan.nodes.map((node, index) => ({
      ...(machines[index] as Machine),
      ...{ role: node.role, k3sConfig: adaptedConfig(adaptations, node) },
    })),
    ...(client && { client }),
    cables: [
      ...nodeCables(plan, wires, machines),
      ...(client && wire ? [cable(client, wire, machines.length + 1)] : []),
    ],
    dns: router.dns.map(({ address, port }) => ({ address: address.toString(), port })),
    silentNameServers: router.silentNameServers,
    records: dnsRecords(plan),
    zones: forwardedZones(plan),
    bgp: host.bird === undefined ? [] : bgp,
    ...(egress && { egress }),
    secrets: secretRequests(plan),
    ...(images && { images }),
    api: { address: apiAddress(plan).toString(), port: plan.registration.port },
    loadBalancers: servedLoadBalancers(plan, images),
    differences: [
      ...versionDifference(request),
      ...adaptations.flatMap(({ difference }) => difference ?? []),
      ...router.differences,
      ...nodeDifferences(plan),
      ...bgpDifferences(bgp, host),
      ...bgpPeersLeftOut(plan),
      ...imageDifferences(images),
      ...egressDifferences(egress),
      ...(client ? [] : ['no address of the LAN is left for a client']),
    ],
  };
}

/** A name for a machine that no node has. */
function freeName(name: string, nodes: readonly NodePlan[]): string {
  return nodes.some((node) => node.name === name) ? freeName(`lab-${name}`, nodes) : name;
}

function apiAddress({ servers }: NetworkPlan): Address {
  return (servers[0] as NodePlan).nodeIp[0] as Address;
}

/** ServiceLB gives none where its image is missing. */
function servedLoadBalancers(plan: NetworkPlan, images: ImageChoice | undefined): number {
  const missing = images?.missingParts ?? [];
  return listLoadBalancerServices(plan).filter(({ servedBy, owner }) => {
    if (servedBy === 'none' || (servedBy === 'servicelb' && missing.includes('servicelb'))) return false;
    return owner !== plan.traefik || plan.traefik.mode !== 'packaged' || !missing.includes('traefik');
  }).length;
}

function versionDifference({ plan, k3s }: LabRequest): string[] {
  const asked = plan.k3sVersion.toString();
  if (k3s.version === asked) return [];
  return [
    `k3s ${k3s.version} runs and the profile says ${asked}: what changed between the two is not rehearsed`,
  ];
}

function bgpDifferences(routers: readonly BgpRouter[], { bird }: HostFacts): string[] {
  if (routers.length === 0) return [];
  if (bird === undefined)
    return ['no BGP peer answers: there are no bird and birdc on PATH (Debian: apt-get install bird2)'];
  const names = routers.map(({ name }) => name).join(' and ');
  return [
    `BGP ${routers.length === 1 ? 'peer' : 'peers'} ${names}: BIRD, in the router that is also the gateway`,
  ];
}

function egressDifferences(egress: EgressLayout | undefined): string[] {
  if (egress === undefined) return [];
  const hidden = egress.hidden.join(', ');
  return [
    'the way out is one program that makes connections for all of the lab',
    ...(hidden === '' ? [] : [`the way out does not lead to ${hidden}: the lab has addresses there itself`]),
  ];
}

function imageDifferences(images: ImageChoice | undefined): string[] {
  if (images === undefined) return [];
  const { missingImages, lacksPause } = images;
  return [
    ...missingImages.map(
      (image) => `no archive has ${image}: what runs it will not start, and is not waited for`,
    ),
    ...(lacksPause ? ['no archive has a pause image: no pod starts'] : []),
  ];
}

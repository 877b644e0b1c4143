import { fullName } from '../layout/images';
import { METALLB_NAMESPACE } from '../../plan';
import type { BgpSessionStates } from './bgp-sessions';
import { isEstablished } from './bgp-sessions';
import type { ClusterState, Node, Pod, Service, SessionState, Workload } from './objects';

/** A lab's cluster and its routers at one moment. */
export interface LabState extends ClusterState {
  /** The routers' sessions with the nodes; one that no router answers for is not in it. */
  readonly bgpSessions: BgpSessionStates;
}

/** When a lab is done. */
export interface Expected {
  /** Names of the nodes. */
  readonly nodes: readonly string[];
  /** SHA-256 of each file that k3s is to apply, by the name of its Addon. */
  readonly addons: Readonly<Record<string, string>>;
  /** Services of type LoadBalancer that get an address. */
  readonly loadBalancers: number;
  /** Names of the sessions between the routers and the nodes. */
  readonly bgpSessions: readonly string[];
  /** Images that no node can get: what runs them is not waited for. */
  readonly missingImages: readonly string[];
}

/** What a lab still lacks, in the order in which it comes about. Nothing: it is done. */
export function missing(state: LabState, expected: Expected): readonly string[] {
  return [
    ...listed(
      'node',
      'Ready',
      expected.nodes.filter(
        (name) => !state.nodes.some((node) => node.metadata.name === name && isReady(node)),
      ),
    ),
    ...listed('Addon', 'applied', unappliedAddons(state, expected)),
    ...listed('Helm chart', 'installed', uninstalledCharts(state)),
    ...listed('workload', 'complete', unfinishedWorkloads(state, expected)),
    ...listed('pod', 'Ready', unreadyPods(state, expected)),
    ...withoutAddress(state, expected),
    ...listed('BGP session', 'Established', unestablishedSessions(state, expected)),
    ...untoldSessions(state, expected),
  ];
}

function listed(noun: string, wanted: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const few = names.slice(0, 4).join(', ');
  const more = names.length > 4 ? `, and ${names.length - 4} more` : '';
  return [`${names.length} ${noun}${names.length === 1 ? '' : 's'} to be ${wanted} (${few}${more})`];
}

export function isReady({ status }: Node | Pod): boolean {
  return status?.conditions?.some((one) => one.type === 'Ready' && one.status === 'True') ?? false;
}

function unappliedAddons({ addons }: ClusterState, expected: Expected): readonly string[] {
  const applied = new Map(addons.map(({ metadata, spec }) => [metadata.name, spec?.checksum]));
  const own = Object.entries(expected.addons).filter(([name, sum]) => applied.get(name) !== sum);
  const packaged = addons.filter(
    ({ metadata, spec }) => !(metadata.name in expected.addons) && !spec?.checksum,
  );
  return [...own.map(([name]) => name), ...packaged.map(({ metadata }) => metadata.name)].sort();
}

function uninstalledCharts({ helmCharts, jobs }: ClusterState): readonly string[] {
  return helmCharts
    .filter(({ metadata, status }) => {
      const job = jobs.find(
        (one) => one.metadata.name === status?.jobName && sameNamespace(one.metadata, metadata),
      );
      return (job?.status?.succeeded ?? 0) === 0;
    })
    .map(({ metadata }) => metadata.name);
}

function sameNamespace(a: { readonly namespace?: string }, b: { readonly namespace?: string }): boolean {
  return a.namespace === b.namespace;
}

function unfinishedWorkloads(
  { deployments, daemonSets }: ClusterState,
  expected: Expected,
): readonly string[] {
  const incomplete = [...deployments.filter(isShort), ...daemonSets.filter(isShort)];
  return incomplete.filter(({ spec }) => !lacksImage(spec.template.spec, expected)).map(titleOf);
}

/** Whether fewer pods run than are asked for, or nobody has looked at the newest request. */
function isShort({ metadata, spec, status }: Workload): boolean {
  const { observedGeneration = 0, readyReplicas = 0, numberReady, desiredNumberScheduled } = status ?? {};
  if (observedGeneration < (metadata.generation ?? 0)) return true;
  if (desiredNumberScheduled !== undefined) return (numberReady ?? 0) < desiredNumberScheduled;
  return readyReplicas < (spec.replicas ?? 1);
}

function unreadyPods({ pods, jobs }: ClusterState, expected: Expected): readonly string[] {
  return pods
    .filter((pod) => !isReady(pod) && pod.status?.phase !== 'Succeeded')
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    .filter(({ spec }) => !lacksImage(spec, expected))
    .filter((pod) => !isOvertaken(pod, jobs))
    .map(titleOf);
}

/** A try of a Job that failed before another one did not. */
function isOvertaken({ metadata, status }: Pod, jobs: ClusterState['jobs']): boolean {
  const owner = metadata.ownerReferences?.find(({ kind }) => kind === 'Job')?.name;
  const job = jobs.find((one) => one.metadata.name === owner && sameNamespace(one.metadata, metadata));
  return status?.phase === 'Failed' && (job?.status?.succeeded ?? 0) > 0;
}

function lacksImage({ containers, initContainers = [] }: Pod['spec'], { missingImages }: Expected): boolean {
  return [...initContainers, ...containers].some(({ image }) => missingImages.includes(fullName(image)));
}

function withoutAddress({ services }: ClusterState, { loadBalancers }: Expected): string[] {
  const wanted = services.filter(({ spec }) => spec.type === 'LoadBalancer');
  const waiting = wanted.filter((service) => addressesOf(service).length === 0);
  const short = loadBalancers - (wanted.length - waiting.length);
  if (short <= 0) return [];
  const names = waiting.length > 0 ? ` (${waiting.map(titleOf).join(', ')})` : '';
  return [`${short} LoadBalancer Service${short === 1 ? '' : 's'} to get an address${names}`];
}

/** Where an image of MetalLB's is missing nobody on the nodes speaks BGP. */
function unestablishedSessions({ daemonSets, bgpSessions }: LabState, expected: Expected): readonly string[] {
  const speakers = daemonSets.filter(({ metadata }) => metadata.namespace === METALLB_NAMESPACE);
  if (speakers.some(({ spec }) => lacksImage(spec.template.spec, expected))) return [];
  return expected.bgpSessions.filter((name) => !isEstablished(bgpSessions, name));
}

/** frr-k8s tells of sessions up to half a minute after they are there; who asks the cluster hears of them only then. */
function untoldSessions(state: LabState, expected: Expected): string[] {
  const tells = state.daemonSets.some(({ metadata }) => metadata.name === FRR_K8S);
  if (!tells || unestablishedSessions(state, expected).length > 0) return [];
  const told = state.sessionStates.filter(
    ({ status }) => status?.bgpStatus === 'Established' && isUp(status),
  );
  const short = expected.bgpSessions.length - told.length;
  return short <= 0 ? [] : [`frr-k8s to tell of ${short} BGP session${short === 1 ? '' : 's'}`];
}

const FRR_K8S = 'frr-k8s-daemon';

/** Where there is BFD, that has to be up too. */
function isUp({ bfdStatus = '' }: NonNullable<SessionState['status']>): boolean {
  return ['', 'n/a', 'up'].includes(bfdStatus.toLowerCase());
}

/** Addresses that a Service of type LoadBalancer was given. */
export function addressesOf({ status }: Service): readonly string[] {
  return (status?.loadBalancer?.ingress ?? []).flatMap(({ ip }) => ip ?? []);
}

/** `metallb-system/controller` */
export function titleOf({
  metadata,
}: {
  readonly metadata: { readonly name: string; readonly namespace?: string };
}) {
  return metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`;
}

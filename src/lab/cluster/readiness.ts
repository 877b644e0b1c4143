import { completeName } from '../layout/images';
import { METALLB_NAMESPACE } from '../../plan';
import type { BgpSessionStates } from './bgp-sessions';
import { isEstablished } from './bgp-sessions';
import type { ClusterState, Node, Pod, Service, SessionState, Workload } from './objects';

/** The state of a lab's cluster and routers at one moment. */
export interface LabState extends ClusterState {
  /** The routers' BGP sessions with the nodes. A router that does not answer has none. */
  readonly bgpSessions: BgpSessionStates;
}

/** The state that a lab has to reach. */
export interface ExpectedState {
  /** Names of the nodes. */
  readonly nodes: readonly string[];
  /** SHA-256 of each file that k3s has to apply, by the name of its Addon. */
  readonly addons: Readonly<Record<string, string>>;
  /** Number of Services of type LoadBalancer that are assigned an address. */
  readonly loadBalancers: number;
  /** Names of the sessions between the routers and the nodes. */
  readonly bgpSessions: readonly string[];
  /** Images that no node can get. Workloads that run them cannot start, so `up` does not wait for those. */
  readonly missingImages: readonly string[];
}

/** What a lab still lacks, in the order in which a cluster starts. Empty: it is ready. */
export function findMissing(state: LabState, expected: ExpectedState): readonly string[] {
  return [
    ...formatWaiting(
      'node',
      'Ready',
      expected.nodes.filter(
        (name) => !state.nodes.some((node) => node.metadata.name === name && isReady(node)),
      ),
    ),
    ...formatWaiting('Addon', 'applied', unappliedAddons(state, expected)),
    ...formatWaiting('Helm chart', 'installed', uninstalledCharts(state)),
    ...formatWaiting('workload', 'complete', unfinishedWorkloads(state, expected)),
    ...formatWaiting('pod', 'Ready', unreadyPods(state, expected)),
    ...withoutAddress(state, expected),
    ...formatWaiting('BGP session', 'Established', unestablishedSessions(state, expected)),
    ...unreportedSessions(state, expected),
  ];
}

function formatWaiting(noun: string, wanted: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const few = names.slice(0, 4).join(', ');
  const more = names.length > 4 ? `, and ${names.length - 4} more` : '';
  return [`${names.length} ${noun}${names.length === 1 ? '' : 's'} to be ${wanted} (${few}${more})`];
}

export function isReady({ status }: Node | Pod): boolean {
  return status?.conditions?.some((one) => one.type === 'Ready' && one.status === 'True') ?? false;
}

function unappliedAddons({ addons }: ClusterState, expected: ExpectedState): readonly string[] {
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
  expected: ExpectedState,
): readonly string[] {
  const incomplete = [...deployments, ...daemonSets].filter(isIncomplete);
  return incomplete.filter(({ spec }) => !lacksImage(spec.template.spec, expected)).map(formatName);
}

/** Whether fewer pods are ready than requested, or the controller has not observed the newest request. */
function isIncomplete({ metadata, spec, status }: Workload): boolean {
  const { observedGeneration = 0, readyReplicas = 0, numberReady, desiredNumberScheduled } = status ?? {};
  if (observedGeneration < (metadata.generation ?? 0)) return true;
  if (desiredNumberScheduled !== undefined) return (numberReady ?? 0) < desiredNumberScheduled;
  return readyReplicas < (spec.replicas ?? 1);
}

function unreadyPods({ pods, jobs }: ClusterState, expected: ExpectedState): readonly string[] {
  return pods
    .filter((pod) => !isReady(pod) && pod.status?.phase !== 'Succeeded')
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    .filter(({ spec }) => !lacksImage(spec, expected))
    .filter((pod) => !isSuperseded(pod, jobs))
    .map(formatName);
}

/** Whether the pod is a failed attempt of a Job that has succeeded since. */
function isSuperseded({ metadata, status }: Pod, jobs: ClusterState['jobs']): boolean {
  const owner = metadata.ownerReferences?.find(({ kind }) => kind === 'Job')?.name;
  const job = jobs.find((one) => one.metadata.name === owner && sameNamespace(one.metadata, metadata));
  return status?.phase === 'Failed' && (job?.status?.succeeded ?? 0) > 0;
}

/**
 * Workloads that cannot start, with the images that they lack; empty where every image is in some archive.
 *
 * @returns lines such as `samples/whoami: no archive has docker.io/traefik/whoami:v1.11.0`
 */
export function findUnstartable(
  { deployments, daemonSets, pods }: ClusterState,
  expected: ExpectedState,
): readonly string[] {
  const single = pods.filter(({ metadata: { ownerReferences = [] } }) =>
    ownerReferences.every(({ kind }) => kind === 'Job'),
  );
  const all = [
    ...[...deployments, ...daemonSets].map((one) => ({
      name: formatName(one),
      spec: one.spec.template.spec,
    })),
    ...single.map((pod) => ({ name: formatName(pod), spec: pod.spec })),
  ];
  return all.flatMap(({ name, spec }) => {
    const images = lackedImages(spec, expected);
    return images.length === 0 ? [] : [`${name}: no archive has ${images.join(', ')}`];
  });
}

function lacksImage(spec: Pod['spec'], expected: ExpectedState): boolean {
  return lackedImages(spec, expected).length > 0;
}

function lackedImages(
  { containers, initContainers = [] }: Pod['spec'],
  { missingImages }: ExpectedState,
): readonly string[] {
  const images = [...initContainers, ...containers].map(({ image }) => completeName(image));
  return [...new Set(images.filter((image) => missingImages.includes(image)))];
}

function withoutAddress({ services }: ClusterState, { loadBalancers }: ExpectedState): string[] {
  const wanted = services.filter(({ spec }) => spec.type === 'LoadBalancer');
  const waiting = wanted.filter((service) => addressesOf(service).length === 0);
  const short = loadBalancers - (wanted.length - waiting.length);
  if (short <= 0) return [];
  const names = waiting.length > 0 ? ` (${waiting.map(formatName).join(', ')})` : '';
  return [`${short} LoadBalancer Service${short === 1 ? '' : 's'} to get an address${names}`];
}

/** Without an image of MetalLB nothing on the nodes speaks BGP. */
function unestablishedSessions(
  { daemonSets, bgpSessions }: LabState,
  expected: ExpectedState,
): readonly string[] {
  const speakers = daemonSets.filter(({ metadata }) => metadata.namespace === METALLB_NAMESPACE);
  if (speakers.some(({ spec }) => lacksImage(spec.template.spec, expected))) return [];
  return expected.bgpSessions.filter((name) => !isEstablished(bgpSessions, name));
}

/** frr-k8s reports sessions in the cluster up to half a minute after they are Established. */
function unreportedSessions(state: LabState, expected: ExpectedState): string[] {
  const reports = state.daemonSets.some(({ metadata }) => metadata.name === FRR_K8S);
  if (!reports || unestablishedSessions(state, expected).length > 0) return [];
  const reported = state.sessionStates.filter(
    ({ status }) => status?.bgpStatus === 'Established' && isUp(status),
  );
  const short = expected.bgpSessions.length - reported.length;
  return short <= 0 ? [] : [`frr-k8s to report ${short} BGP session${short === 1 ? '' : 's'}`];
}

const FRR_K8S = 'frr-k8s-daemon';

/** A session with BFD is up only if BFD is up too. */
function isUp({ bfdStatus = '' }: NonNullable<SessionState['status']>): boolean {
  return ['', 'n/a', 'up'].includes(bfdStatus.toLowerCase());
}

/** Addresses that are assigned to a Service of type LoadBalancer. */
export function addressesOf({ status }: Service): readonly string[] {
  return (status?.loadBalancer?.ingress ?? []).flatMap(({ ip }) => ip ?? []);
}

/** `metallb-system/controller` */
export function formatName({
  metadata,
}: {
  readonly metadata: { readonly name: string; readonly namespace?: string };
}) {
  return metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`;
}

import type { NetworkPlan } from '../../../plan';
import type { ClusterCheck, VerifyContext } from '../../check';
import type { Observation } from '../../finding';
import { passIf, fail } from '../../finding';
import { findComponents } from '../../causes/find-components';
import { formatKubectl } from '../../objects/format-kubectl';
import type { ObjectMeta } from '../../objects/live-objects';
import { isNamed, readList, formatTitle } from '../../objects/live-objects';
import type { LivePod } from '../../objects/pods';
import { describeProblem, isReady, readPods, selectPods } from '../../objects/pods';

/** Limit for the pods that a finding describes. */
const MAX_PODS = 3;

/** The fields of a Deployment or DaemonSet that this check reads. */
interface LiveWorkload {
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly replicas?: number;
    readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
  };
  readonly status?: {
    readonly readyReplicas?: number;
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly message?: string;
    }[];
    readonly numberReady?: number;
    readonly desiredNumberScheduled?: number;
  };
}

/** A workload of the plan. */
interface PlannedWorkload {
  readonly kind: 'Deployment' | 'DaemonSet';
  readonly name: string;
  readonly namespace: string;
  /** Number of pods; undefined: one per matching node. */
  readonly pods?: number;
}

/** The network's workloads and the samples. */
export const workloadsReady: ClusterCheck = {
  id: 'workloads-ready',
  scope: 'cluster',
  title: 'the pods of CoreDNS, MetalLB, Traefik and the samples are ready',
  why: 'A pod that is not ready is a frequent cause of names that do not resolve, addresses that are not announced and sites that are down.',
  dependsOn: [
    ...['objects-as-written', 'helm-charts', 'node-ready', 'node-labels', 'host-ports'],
    ...['cni-bridge', 'cni-configuration', 'pod-addresses'],
  ],
  async *observe({ plan, cluster }: VerifyContext) {
    const pods = await readPods(cluster);
    for (const workload of listWorkloads(plan)) {
      const list = (await readList<LiveWorkload>(cluster, 'apps/v1', workload.kind)) ?? [];
      yield compareWorkload(
        workload,
        list.find((one) => isNamed(one, workload.name, workload.namespace)),
        plan,
        pods,
      );
    }
  },
};

function listWorkloads(plan: NetworkPlan): readonly PlannedWorkload[] {
  const { coredns, metallb, traefik, samples } = plan;
  const frr = metallb?.bgpBackend === 'frr-k8s';
  return [
    ...(coredns.mode === 'none' ? [] : [{ kind: 'Deployment' as const, ...describeCoreDns(plan) }]),
    ...(metallb === undefined ? [] : listMetalLbWorkloads(frr)),
    ...(traefik.mode === 'none' ? [] : [describeTraefik(plan)]),
    ...samples.map(({ name, namespace, replicas }) => ({
      ...{ kind: 'Deployment' as const, name, namespace, pods: replicas },
    })),
  ];
}

function describeCoreDns({ coredns }: NetworkPlan) {
  return coredns.mode === 'packaged'
    ? { name: 'coredns', namespace: 'kube-system', pods: 1 }
    : { name: 'coredns-standalone', namespace: 'kube-system', pods: coredns.replicas };
}

function listMetalLbWorkloads(frr: boolean): readonly PlannedWorkload[] {
  const namespace = 'metallb-system';
  return [
    { kind: 'Deployment', name: 'controller', namespace, pods: 1 },
    { kind: 'DaemonSet', name: 'speaker', namespace },
    ...(frr ? listFrrK8sWorkloads(namespace) : []),
  ];
}

function listFrrK8sWorkloads(namespace: string): readonly PlannedWorkload[] {
  return [
    { kind: 'DaemonSet', name: 'frr-k8s-daemon', namespace },
    { kind: 'Deployment', name: 'frr-k8s-statuscleaner', namespace, pods: 1 },
  ];
}

function describeTraefik({ traefik }: NetworkPlan): PlannedWorkload {
  const { kind, namespace, replicas } = traefik;
  return { kind, name: 'traefik', namespace, ...(kind === 'Deployment' && { pods: replicas }) };
}

function compareWorkload(
  workload: PlannedWorkload,
  live: LiveWorkload | undefined,
  plan: NetworkPlan,
  pods: readonly LivePod[],
): Observation {
  const { kind, name, namespace } = workload;
  const components = findComponents(plan, workload);
  const texts = {
    subject: formatTitle(kind, workload),
    planned:
      workload.pods === undefined ? 'a ready pod on every matching node' : formatReadyPods(workload.pods),
    next: `${formatKubectl('-n', namespace, 'describe', kind.toLowerCase(), name)}; ${formatKubectl('-n', namespace, 'get', 'pods,events')}`,
    ...(components !== undefined && { components }),
  };
  if (live === undefined) return fail({ ...texts, found: 'no such object' });
  const { readyReplicas, numberReady, desiredNumberScheduled } = live.status ?? {};
  const ready = (kind === 'Deployment' ? readyReplicas : numberReady) ?? 0;
  const wanted = workload.pods ?? Math.max(1, desiredNumberScheduled ?? 0);
  if (ready >= wanted) return passIf(true, { ...texts, found: formatReadyPods(ready) });
  const unready = selectPods(pods, namespace, live.spec.selector?.matchLabels ?? {}).filter(
    (pod) => !isReady(pod),
  );
  const nodes = [...new Set(unready.flatMap(({ spec }) => spec?.nodeName ?? []))];
  return fail({
    ...texts,
    found: [
      formatReadyPods(ready),
      ...listRefusals(live),
      ...unready.slice(0, MAX_PODS).map(describeProblem),
    ].join('; '),
    // Pods that no node runs have no node at fault.
    ...(nodes.length === 1 && unready.every(({ spec }) => spec?.nodeName !== undefined) && { nodes }),
  });
}

/** Why the API server rejects the pods of a Deployment: a quota, a Pod Security level, an admission webhook. */
function listRefusals({ status }: LiveWorkload): readonly string[] {
  const failures = (status?.conditions ?? []).filter(
    (one) => one.type === 'ReplicaFailure' && one.status === 'True',
  );
  return failures.flatMap(({ message }) => message ?? []);
}

function formatReadyPods(count: number): string {
  return `${count} ${count === 1 ? 'pod' : 'pods'} ready`;
}

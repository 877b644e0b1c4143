import type { NetworkPlan } from '../../../plan';
import type { ClusterCheck, Verification } from '../../check';
import type { Observation } from '../../finding';
import { compared, fails } from '../../finding';
import type { ObjectMeta } from '../../objects/live-objects';
import { isNamed, readList, titleOf } from '../../objects/live-objects';

/** As much of a Deployment or DaemonSet as is looked at. */
interface Workload {
  readonly metadata: ObjectMeta;
  readonly spec: { readonly replicas?: number };
  readonly status?: {
    readonly readyReplicas?: number;
    readonly numberReady?: number;
    readonly desiredNumberScheduled?: number;
  };
}

/** A program that the plan has. */
interface Program {
  readonly kind: 'Deployment' | 'DaemonSet';
  readonly name: string;
  readonly namespace: string;
  /** Pods; undefined: as many as there are nodes for it. */
  readonly pods?: number;
}

/** The programs that carry the network, and the samples. */
export const workloadsReady: ClusterCheck = {
  id: 'workloads-ready',
  scope: 'cluster',
  title: 'CoreDNS, MetalLB, Traefik and the samples run, with as many pods as planned',
  why: 'A name that is not answered, an address that is not announced and a site that is down often begin with a pod that does not run.',
  async *look({ plan, cluster }: Verification) {
    for (const program of programsOf(plan)) {
      const list = (await readList<Workload>(cluster, 'apps/v1', program.kind)) ?? [];
      yield programReady(
        program,
        list.find((one) => isNamed(one, program.name, program.namespace)),
        plan,
      );
    }
  },
};

function programsOf(plan: NetworkPlan): readonly Program[] {
  const { coredns, metallb, traefik, samples } = plan;
  const frr = metallb?.bgpBackend === 'frr-k8s';
  return [
    ...(coredns.mode === 'none' ? [] : [{ kind: 'Deployment' as const, ...corednsProgram(plan) }]),
    ...(metallb === undefined ? [] : metallbPrograms(frr)),
    ...(traefik.mode === 'none' ? [] : [traefikProgram(plan)]),
    ...samples.map(({ name, namespace, replicas }) => ({
      ...{ kind: 'Deployment' as const, name, namespace, pods: replicas },
    })),
  ];
}

function corednsProgram({ coredns }: NetworkPlan) {
  return coredns.mode === 'packaged'
    ? { name: 'coredns', namespace: 'kube-system', pods: 1 }
    : { name: 'coredns-standalone', namespace: 'kube-system', pods: coredns.replicas };
}

function metallbPrograms(frr: boolean): readonly Program[] {
  const namespace = 'metallb-system';
  return [
    { kind: 'Deployment', name: 'controller', namespace, pods: 1 },
    { kind: 'DaemonSet', name: 'speaker', namespace },
    ...(frr ? frrK8sPrograms(namespace) : []),
  ];
}

function frrK8sPrograms(namespace: string): readonly Program[] {
  return [
    { kind: 'DaemonSet', name: 'frr-k8s-daemon', namespace },
    { kind: 'Deployment', name: 'frr-k8s-statuscleaner', namespace, pods: 1 },
  ];
}

function traefikProgram({ traefik }: NetworkPlan): Program {
  const { kind, namespace, replicas } = traefik;
  return { kind, name: 'traefik', namespace, ...(kind === 'Deployment' && { pods: replicas }) };
}

function programReady(program: Program, live: Workload | undefined, { nodes }: NetworkPlan): Observation {
  const { kind, name, namespace, pods = nodes.length } = program;
  const looked = titleOf(kind, program);
  const next = `kubectl -n ${namespace} describe ${kind.toLowerCase()} ${name}; kubectl -n ${namespace} get pods,events`;
  const planned = program.pods === undefined ? 'a pod ready on every node for it' : podsReady(pods);
  if (live === undefined) return fails({ looked, found: 'no such object', planned, next });
  const { readyReplicas, numberReady, desiredNumberScheduled } = live.status ?? {};
  const ready = (kind === 'Deployment' ? readyReplicas : numberReady) ?? 0;
  const wanted = kind === 'Deployment' ? pods : Math.max(1, desiredNumberScheduled ?? 0);
  return compared(ready >= wanted, { looked, found: podsReady(ready), planned, next });
}

function podsReady(count: number): string {
  return `${count} ${count === 1 ? 'pod' : 'pods'} ready`;
}

import type { ClusterReader } from '../host';
import type { ObjectMeta } from './live-objects';
import { readList } from './live-objects';

/** The fields of a Pod that checks read. */
export interface LivePod {
  readonly metadata: ObjectMeta;
  readonly spec?: {
    readonly nodeName?: string;
    readonly hostNetwork?: boolean;
    readonly containers?: readonly PodContainer[];
  };
  readonly status?: {
    readonly phase?: string;
    readonly podIP?: string;
    readonly startTime?: string;
    readonly conditions?: readonly PodCondition[];
    readonly containerStatuses?: readonly ContainerStatus[];
  };
}

/** A container of a Pod. */
export interface PodContainer {
  readonly name: string;
  readonly image?: string;
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly ports?: readonly {
    readonly name?: string;
    readonly containerPort?: number;
    readonly hostPort?: number;
    readonly protocol?: string;
  }[];
}

interface PodCondition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

interface ContainerStatus {
  readonly state?: {
    readonly waiting?: { readonly reason?: string };
    readonly running?: { readonly startedAt?: string };
    readonly terminated?: { readonly reason?: string; readonly exitCode?: number };
  };
}

/** Every Pod of all namespaces. @throws UnreachableError */
export async function readPods(cluster: ClusterReader): Promise<readonly LivePod[]> {
  return (await readList<LivePod>(cluster, 'v1', 'Pod')) ?? [];
}

/** The Pods of a namespace with all of some labels. */
export function selectPods(
  pods: readonly LivePod[],
  namespace: string,
  labels: Readonly<Record<string, string>>,
): readonly LivePod[] {
  return pods.filter(
    ({ metadata }) =>
      metadata.namespace === namespace &&
      Object.entries(labels).every(([key, value]) => metadata.labels?.[key] === value),
  );
}

export function isReady({ status }: LivePod): boolean {
  return status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') === true;
}

/** Why a Pod is not ready: `speaker-x7k2p on pi2: CrashLoopBackOff`. */
export function describeProblem({ metadata, spec, status }: LivePod): string {
  const where = spec?.nodeName === undefined ? '' : ` on ${spec.nodeName}`;
  const states = status?.containerStatuses ?? [];
  const reasons = states.flatMap(({ state }) => state?.waiting?.reason ?? state?.terminated?.reason ?? []);
  const unscheduled = status?.conditions?.find(
    ({ type, status: is }) => type === 'PodScheduled' && is === 'False',
  );
  const reason = unscheduled?.message ?? [...new Set(reasons)].join(', ');
  return `${metadata.name}${where}: ${reason || `phase ${status?.phase ?? 'unknown'}, not ready`}`;
}

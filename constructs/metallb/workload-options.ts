import type { k8s } from 'cdk8s-plus-27';
import { placePods } from '../affinity';
import type { Labels } from '../labels';
import type { Resources } from '../resources';

/** Where the pods of a workload run, and the resources that they use. */
export interface WorkloadOptions {
  /**
   * The labels that a node must have.
   *
   * @default - every Linux node
   */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /**
   * The taints that the pods tolerate. The list replaces the default.
   *
   * @default - upstream's: none for the controller, the taints of control-plane nodes for all others
   */
  readonly tolerations?: readonly k8s.Toleration[];
  /**
   * The resources of the workload's main container. The value replaces the default; `{}` sets none. When a node runs out
   * of memory, the kubelet first evicts pods that reserve none, and an evicted speaker announces no addresses.
   *
   * @default - 10m CPU and 64Mi of memory are reserved, and the memory limit is 256Mi; frr-k8s has upstream's limits, 500m
   * CPU and 128Mi
   */
  readonly resources?: Resources;
  /**
   * The priority class of the pods: `system-node-critical` suits the speaker.
   *
   * @default - none
   */
  readonly priorityClassName?: string;
  /**
   * Nodes and other pods that the pods need, prefer or avoid. A term without a label selector is about these pods. Of a
   * DaemonSet only the required node affinity has an effect on the choice of nodes.
   *
   * @default - none
   * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#affinity-and-anti-affinity
   */
  readonly affinity?: k8s.Affinity;
}

/** The default, which fits a Raspberry Pi. Measured: the speaker uses 36Mi with 2,000 Services, the controller 26Mi. */
export const SMALL: Resources = { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '256Mi' } };

/** The taints of control-plane nodes. */
export const CONTROL_PLANE: readonly k8s.Toleration[] = [
  { key: 'node-role.kubernetes.io/master', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' },
];

/**
 * The fields of a pod that decide where it runs.
 *
 * @param own the labels that select the pods
 */
export function scheduling(
  { nodeSelector, tolerations, priorityClassName, affinity }: WorkloadOptions,
  defaultTolerations: readonly k8s.Toleration[],
  own: Labels,
): Pick<k8s.PodSpec, 'nodeSelector' | 'tolerations' | 'priorityClassName' | 'affinity'> {
  const tolerated = tolerations ?? defaultTolerations;
  return {
    nodeSelector: { 'kubernetes.io/os': 'linux', ...nodeSelector },
    ...(tolerated.length > 0 && { tolerations: [...tolerated] }),
    ...(priorityClassName !== undefined && { priorityClassName }),
    ...placePods(affinity, own),
  };
}

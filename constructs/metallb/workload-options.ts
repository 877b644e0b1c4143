import type { k8s } from 'cdk8s-plus-27';
import type { Resources } from '../resources';

/** Where the pods of a workload run, and what they may use. */
export interface WorkloadOptions {
  /**
   * Labels that a node must have.
   *
   * @default - every Linux node
   */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /**
   * Taints that the pods bear. Takes the place of the default.
   *
   * @default - upstream's: none for the controller, those of control-plane nodes for all others
   */
  readonly tolerations?: readonly k8s.Toleration[];
  /**
   * What the workload's main container reserves, and what it may use at most. Takes the place of the default;
   * `{}` says nothing. A pod that reserves nothing is the first to be ended when a node runs out of memory, and with
   * the speaker go the addresses that it announces.
   *
   * @default - 10m CPU and 64Mi of memory reserved; for frr-k8s also at most 500m and 128Mi, as upstream
   */
  readonly resources?: Resources;
  /**
   * How hard the pods hold their place on a full node: `system-node-critical` suits the speaker.
   *
   * @default - none
   */
  readonly priorityClassName?: string;
}

/** What the pods reserve if nothing else is said: enough to start with on a Raspberry Pi. */
export const SMALL: Resources = { requests: { cpu: '10m', memory: '64Mi' } };

/** The taints of nodes that run the control plane. */
export const CONTROL_PLANE: readonly k8s.Toleration[] = [
  { key: 'node-role.kubernetes.io/master', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' },
];

/** The part of a pod that says where it runs. */
export function scheduling(
  { nodeSelector, tolerations, priorityClassName }: WorkloadOptions,
  defaultTolerations: readonly k8s.Toleration[],
): Pick<k8s.PodSpec, 'nodeSelector' | 'tolerations' | 'priorityClassName'> {
  const tolerated = tolerations ?? defaultTolerations;
  return {
    nodeSelector: { 'kubernetes.io/os': 'linux', ...nodeSelector },
    ...(tolerated.length > 0 && { tolerations: [...tolerated] }),
    ...(priorityClassName !== undefined && { priorityClassName }),
  };
}

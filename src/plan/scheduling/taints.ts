import type { NodePlan } from '../model';

/** A taint, as a node registers with it. */
export interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

/** A toleration, as a pod has it. */
export interface Toleration {
  /**
   * Key of the taint.
   *
   * @default - every key; the operator is then Exists
   */
  readonly key?: string;
  /** @default Equal */
  readonly operator?: 'Exists' | 'Equal';
  /** @default - the empty value */
  readonly value?: string;
  /** @default - every effect */
  readonly effect?: Taint['effect'];
}

/**
 * Tolerations that the DaemonSet controller adds to the pods of every DaemonSet.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/#taints-and-tolerations
 */
export const DAEMONSET_TOLERATIONS: readonly Toleration[] = [
  { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' },
  { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute' },
  { key: 'node.kubernetes.io/disk-pressure', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/memory-pressure', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/pid-pressure', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/unschedulable', operator: 'Exists', effect: 'NoSchedule' },
];

/** Reads `key=value:Effect` or `key:Effect`. */
export function parseTaint(text: string): Taint {
  const colon = text.lastIndexOf(':');
  const [key = '', value = ''] = text.slice(0, colon).split('=');
  return { key, value, effect: text.slice(colon + 1) as Taint['effect'] };
}

/** Whether one of the tolerations matches a taint. */
export function isTolerated(taint: Taint, tolerations: readonly Toleration[]): boolean {
  return tolerations.some(
    ({ key, operator = 'Equal', value = '', effect }) =>
      (key === undefined || key === taint.key) &&
      (operator === 'Exists' || value === taint.value) &&
      (effect === undefined || effect === taint.effect),
  );
}

/** Position of the first taint that keeps pods with these tolerations off a node; -1 where they may run there. */
export function findRepellingTaint({ nodeTaint }: NodePlan, tolerations: readonly Toleration[]): number {
  return nodeTaint.map(parseTaint).findIndex((taint) => {
    return taint.effect !== 'PreferNoSchedule' && !isTolerated(taint, tolerations);
  });
}

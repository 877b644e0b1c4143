import { listNodeLabels } from '../labels';
import type { NetworkPlan, NodePlan } from '../model';
import type { Toleration } from './taints';
import { findRepellingTaint } from './taints';

/** The pods of a component: where they may run. */
export interface ComponentPods {
  /** `Traefik`, `sample "whoami"`. */
  readonly title: string;
  /** The object of the plan that has `nodeSelector` and `tolerations`. */
  readonly owner: {
    readonly nodeSelector: Readonly<Record<string, string>>;
    readonly tolerations: readonly Toleration[];
  };
  /** All taints that they tolerate. */
  readonly tolerations: readonly Toleration[];
}

const CRITICAL: Toleration = { key: 'CriticalAddonsOnly', operator: 'Exists' };
const CONTROL_PLANE: Toleration = {
  key: 'node-role.kubernetes.io/control-plane',
  operator: 'Exists',
  effect: 'NoSchedule',
};
const MASTER: Toleration = { ...CONTROL_PLANE, key: 'node-role.kubernetes.io/master' };

/** The components whose pods a profile places. */
export function listComponentPods({
  traefik,
  coredns,
  metallb,
  samples,
}: NetworkPlan): readonly ComponentPods[] {
  const describe = (
    title: string,
    owner: ComponentPods['owner'],
    always: readonly Toleration[],
  ): ComponentPods => ({ title, owner, tolerations: [...always, ...owner.tolerations] });
  return [
    ...(traefik.mode === 'none' ? [] : [describe('Traefik', traefik, [CRITICAL, CONTROL_PLANE])]),
    ...(coredns.mode === 'standalone' ? [describe('CoreDNS', coredns, [CRITICAL, CONTROL_PLANE])] : []),
    ...(metallb === undefined
      ? []
      : [
          describe("MetalLB's controller", metallb.controller, []),
          describe("MetalLB's speaker", metallb.speaker, [MASTER, CONTROL_PLANE]),
        ]),
    ...samples.map((sample) => describe(`sample "${sample.name}"`, sample, [])),
  ];
}

/** The nodes that have the labels of a selector. */
export function listNodesWithLabels(
  { nodes }: NetworkPlan,
  nodeSelector: Readonly<Record<string, string>>,
): readonly NodePlan[] {
  return nodes.filter((node) => {
    const labels = listNodeLabels(node);
    return Object.entries(nodeSelector).every(
      ([key, value]) => labels.get(key) === value || /(?:^|\.)kubernetes\.io\/arch$/.test(key),
    );
  });
}

/** The nodes that the pods may run on, by labels and taints. */
export function listNodesOfPods(
  plan: NetworkPlan,
  { owner, tolerations }: ComponentPods,
): readonly NodePlan[] {
  return listNodesWithLabels(plan, owner.nodeSelector).filter(
    (node) => findRepellingTaint(node, tolerations) < 0,
  );
}

import type { ProfilePath } from '../../diagnostics';
import { pathOf } from '../../diagnostics';
import { HOSTNAME_LABEL, listNodeLabels } from '../labels';
import type { NetworkPlan, NodePlan, PodAffinityTerm, TopologySpreadConstraint } from '../model';
import type { ComponentPods, PodSpread } from './component-pods';
import { selectsOwnPods } from './own-pods';
import { listChosenNodes, listNodesOfPods } from './pod-nodes';
import { findRepellingTaint } from './taints';

/** How many pods of a component can run at the same time. */
export interface PodLimit {
  /** The key that limits them. */
  readonly path: ProfilePath;
  readonly by: string;
  readonly topologyKey: string;
  readonly pods: number;
  /** Whether the pods of the revision before count too, while an update runs. */
  readonly countsOldPods: boolean;
}

/** The limits that a required podAntiAffinity and constraints with DoNotSchedule set, on the nodes of the profile. */
export function listPodLimits(plan: NetworkPlan, pods: ComponentPods): readonly PodLimit[] {
  const terms = pods.owner.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  const strict = pods.spread.filter(({ constraint }) => constraint.whenUnsatisfiable === 'DoNotSchedule');
  return [
    ...terms.flatMap((term) => limitByAntiAffinity(plan, pods, term) ?? []),
    ...strict.flatMap((one) => limitBySpread(plan, pods, one, strict) ?? []),
  ];
}

/** One pod in each domain; any number on nodes without the label. */
function limitByAntiAffinity(
  plan: NetworkPlan,
  pods: ComponentPods,
  term: PodAffinityTerm,
): PodLimit | undefined {
  const { topologyKey, labelSelector, namespaces, namespaceSelector } = term;
  const isElsewhere = namespaces.length > 0 || namespaceSelector !== undefined;
  if (isElsewhere || !selectsOwnPods(labelSelector, pods.labels)) return undefined;
  const nodes = listNodesOfPods(plan, pods);
  if (nodes.length === 0 || !nodes.every((node) => hasLabel(node, topologyKey))) return undefined;
  return {
    path: pathOf(term),
    by: 'podAntiAffinity',
    topologyKey,
    pods: listDomains(nodes, topologyKey).length,
    countsOldPods: true,
  };
}

/**
 * A domain that counts and has no node for the pods keeps the fewest at 0, so every other domain has maxSkew pods at most.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/#spread-constraint-definition
 */
function limitBySpread(
  plan: NetworkPlan,
  pods: ComponentPods,
  { path, by, constraint }: PodSpread,
  strict: readonly PodSpread[],
): PodLimit | undefined {
  const { topologyKey, maxSkew, labelSelector, minDomains = 1, matchLabelKeys } = constraint;
  if (!selectsOwnPods(labelSelector, pods.labels)) return undefined;
  const counted = listCountedNodes(plan, pods, constraint).filter((node) =>
    strict.every((one) => hasLabel(node, one.constraint.topologyKey)),
  );
  const all = listDomains(counted, topologyKey);
  const runnable = new Set(listNodesOfPods(plan, pods));
  const open = listDomains(
    counted.filter((node) => runnable.has(node)),
    topologyKey,
  );
  if (open.length === 0 || (open.length === all.length && all.length >= minDomains)) return undefined;
  return {
    path,
    by,
    topologyKey,
    pods: open.length * maxSkew,
    countsOldPods: !matchLabelKeys.includes('pod-template-hash'),
  };
}

function listCountedNodes(
  plan: NetworkPlan,
  { owner, tolerations }: ComponentPods,
  { nodeAffinityPolicy = 'Honor', nodeTaintsPolicy = 'Ignore' }: TopologySpreadConstraint,
): readonly NodePlan[] {
  const nodes = nodeAffinityPolicy === 'Honor' ? listChosenNodes(plan, owner) : plan.nodes;
  if (nodeTaintsPolicy === 'Ignore') return nodes;
  return nodes.filter((node) => findRepellingTaint(node, tolerations) < 0);
}

function hasLabel(node: NodePlan, key: string): boolean {
  return key === HOSTNAME_LABEL || listNodeLabels(node).has(key);
}

function listDomains(nodes: readonly NodePlan[], key: string): readonly string[] {
  return [...new Set(nodes.map((node) => listNodeLabels(node).get(key) ?? ''))];
}

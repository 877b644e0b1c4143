import { listNodeLabels, satisfies } from '../labels';
import type { LabelMap } from '../labels';
import type { AffinityPlan, NodePlan, NodeRequirement, NodeSelectorTerm } from '../model';

/** The terms of a required node affinity, of which a node must fit one; undefined where every node fits. */
export function listRequiredTerms(
  affinity: AffinityPlan | undefined,
): readonly NodeSelectorTerm[] | undefined {
  return affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
}

/** Whether a required node affinity lets pods run on a node. */
export function hasNodeAffinity(node: NodePlan, affinity: AffinityPlan | undefined): boolean {
  const terms = listRequiredTerms(affinity);
  return terms === undefined || terms.some((term) => fitsTerm(node, term));
}

/** Whether a node fits a term. As in Kubernetes, no node fits a term without conditions. */
export function fitsTerm(node: NodePlan, { matchExpressions, matchFields }: NodeSelectorTerm): boolean {
  if (matchExpressions.length + matchFields.length === 0) return false;
  const labels = listNodeLabels(node);
  return (
    matchExpressions.every((one) => fitsRequirement(labels, one)) &&
    matchFields.every(({ operator, values }) => values.includes(node.name) === (operator === 'In'))
  );
}

/** A label that is no integer fits neither Gt nor Lt. */
function fitsRequirement(labels: LabelMap, { key, operator, values }: NodeRequirement): boolean {
  if (operator !== 'Gt' && operator !== 'Lt') return satisfies({ key, operator, values }, labels);
  const [label, limit] = [Number.parseInt(labels.get(key) ?? '', 10), Number.parseInt(values[0] ?? '', 10)];
  return operator === 'Gt' ? label > limit : label < limit;
}

import type { Finding, ProfileSource } from '../../diagnostics';
import { pathOf } from '../../diagnostics';
import type { ComponentPods, NetworkPlan, NodeRequirement } from '../../plan';
import {
  fitsTerm,
  listChosenNodes,
  listComponentPods,
  listNodesWithLabels,
  listRequiredTerms,
} from '../../plan';
import type { NetworkRule } from '../network-rule';

export const podsSelectorUnmatched: NetworkRule = {
  id: 'pods-selector-unmatched',
  severity: 'warning',
  title: 'No node of the profile has the labels of a nodeSelector or nodeAffinity',
  why: 'The pods stay Pending until a node has the labels. Labels that are set by kubectl are not in the profile.',
  fix: 'Add the label to nodeLabel of a node, or correct the selector.',
  check(plan, report, source) {
    for (const pods of listComponentPods(plan)) {
      const found = [...findUnmatchedLabels(plan, pods, source), ...findUnmatchedTerms(plan, pods)];
      for (const finding of found) report(finding);
      if (found.length === 0) for (const finding of findContradiction(plan, pods)) report(finding);
    }
  },
};

const HINT = 'The pods would stay Pending. Add it to nodeLabel of a node, or correct the selector.';

function* findUnmatchedLabels(
  plan: NetworkPlan,
  { title, owner }: ComponentPods,
  source: ProfileSource,
): Iterable<Finding> {
  for (const [key, value] of Object.entries(owner.nodeSelector)) {
    if (listNodesWithLabels(plan, { [key]: value }).length > 0) continue;
    const path = pathOf(owner, 'nodeSelector', key);
    yield {
      path,
      message: `No node has the label ${key}=${source.quote(path).slice(1, -1)}, which ${title} selects.`,
      hint: HINT,
    };
  }
}

/** One node must fit one term, so a term that no node fits matters only where all are such. */
function* findUnmatchedTerms({ nodes }: NetworkPlan, { title, owner }: ComponentPods): Iterable<Finding> {
  const terms = listRequiredTerms(owner.affinity);
  const [first] = terms ?? [];
  if (terms === undefined || first === undefined) return;
  if (nodes.some((node) => terms.some((term) => fitsTerm(node, term)))) return;
  const conditions: readonly NodeRequirement[] = [...first.matchExpressions, ...first.matchFields];
  const [one] = conditions;
  const described = one === undefined ? 'it has no conditions' : `"${describe(one)}"`;
  const others = conditions.length + terms.length > 2 ? ' and other conditions' : '';
  yield {
    path: pathOf(first),
    message: `No node fits the nodeAffinity that ${title} requires: ${described}${others}.`,
    hint: HINT,
  };
}

function describe({ key, operator, values }: NodeRequirement): string {
  return [key, operator, values.join(', ')].join(' ').trim();
}

/** Labels that some nodes have, but no node all of them. */
function* findContradiction(plan: NetworkPlan, { title, owner }: ComponentPods): Iterable<Finding> {
  const hasTerms = listRequiredTerms(owner.affinity) !== undefined;
  const isChoosing = hasTerms || Object.keys(owner.nodeSelector).length > 0;
  if (!isChoosing || listChosenNodes(plan, owner).length > 0) return;
  yield {
    path: pathOf(owner, 'nodeSelector'),
    message: `No node has all labels that nodeSelector ${hasTerms ? 'and nodeAffinity ' : ''}of ${title} select${hasTerms ? '' : 's'}.`,
    hint: 'The pods would stay Pending. Select labels of the same node.',
  };
}

import type { ComponentPods, PodLimit } from '../../plan';
import { listComponentPods, listPodLimits } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const podsExceedLimit: NetworkRule = {
  id: 'pods-exceed-limit',
  severity: 'warning',
  title: 'More pods than podAntiAffinity or topologySpreadConstraints allow',
  why:
    'The scheduler leaves the further pods Pending. An update that starts a new pod before it stops an old one waits ' +
    'for a pod that no node can run.',
  fix: 'Reduce replicas, add nodes, or make the condition a preference.',
  check(plan, report) {
    for (const pods of listComponentPods(plan)) {
      for (const limit of listPodLimits(plan, pods)) {
        const problem = describeProblem(pods, limit);
        if (problem === undefined) continue;
        report({
          path: limit.path,
          message: `${problem.need}, and ${limit.by} (${limit.topologyKey}) lets ${limit.pods} run on these nodes.`,
          hint: problem.hint,
        });
      }
    }
  },
};

function describeProblem(
  { title, replicas, surges }: ComponentPods,
  { pods, countsOldPods }: PodLimit,
): { readonly need: string; readonly hint: string } | undefined {
  if (replicas === undefined) return undefined;
  if (replicas > pods) {
    return {
      need: `${title} has ${replicas} pods`,
      hint: `The others would stay Pending. Reduce replicas to ${pods}, or add nodes.`,
    };
  }
  if (!surges || !countsOldPods || replicas + 1 <= pods) return undefined;
  return {
    need: `an update of ${title} starts pod ${replicas + 1} before it stops another`,
    hint: `The update would not end. ${replicas > 1 ? 'Reduce replicas, add' : 'Add'} a node, or make the condition a preference.`,
  };
}

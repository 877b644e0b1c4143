import type { Finding } from '../../diagnostics';
import { pathOf } from '../../diagnostics';
import type { AffinityPlan, ComponentPods } from '../../plan';
import { listComponentPods } from '../../plan';
import type { NetworkRule } from '../network-rule';

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

export const podsDaemonsetAffinity: NetworkRule = {
  id: 'pods-daemonset-affinity',
  severity: 'warning',
  title: 'Affinity of a DaemonSet that does not choose its nodes',
  why:
    'The DaemonSet controller chooses nodes by nodeSelector, taints and the required nodeAffinity, and binds each pod ' +
    'to its node. A preference has nothing to choose from. Where a required podAffinity or podAntiAffinity does not fit, ' +
    'the pod stays Pending, and the DaemonSet is never ready.',
  fix: 'Choose the nodes by nodeSelector or the required nodeAffinity, or write kind: Deployment.',
  check(plan, report) {
    for (const pods of listComponentPods(plan)) {
      const { affinity } = pods.owner;
      if (pods.replicas === undefined && affinity !== undefined)
        for (const finding of findIneffective(pods, affinity)) report(finding);
    }
  },
};

function* findIneffective({ title }: ComponentPods, affinity: AffinityPlan): Iterable<Finding> {
  for (const key of ['nodeAffinity', 'podAffinity', 'podAntiAffinity'] as const) {
    const part = affinity[key];
    if (part === undefined) continue;
    if ((part[PREFERRED] ?? []).length > 0) {
      yield {
        path: pathOf(part, PREFERRED),
        message: `it has no effect: ${title} is a DaemonSet, and each of its pods is bound to a node.`,
      };
    }
    if (key !== 'nodeAffinity' && Array.isArray(part[REQUIRED]) && part[REQUIRED].length > 0) {
      yield {
        path: pathOf(part, REQUIRED),
        message: `${title} is a DaemonSet: its pods stay Pending on nodes where ${key} does not fit.`,
      };
    }
  }
}

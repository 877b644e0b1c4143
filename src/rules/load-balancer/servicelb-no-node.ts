import type { LoadBalancerService, NetworkPlan, NodePlan } from '../../plan';
import { joinList, pathOf } from '../../diagnostics';
import {
  findRepellingTaint,
  listLoadBalancerServices,
  listServiceLbNodes,
  listServiceLbTolerations,
} from '../../plan';
import type { NetworkRule } from '../network-rule';

export const servicelbNoNode: NetworkRule = {
  id: 'servicelb-no-node',
  severity: 'error',
  title: 'No node can run the pods of ServiceLB, because of taints',
  why:
    'ServiceLB runs one pod per node and Service. Its pods tolerate the taints CriticalAddonsOnly, and control-plane and ' +
    'master with the effect NoSchedule, and no others. Without a pod the Service stays <pending>.',
  fix:
    'Add the taint to servicelb.tolerations, remove it from one of the nodes, or add an untainted node to those of ' +
    'ServiceLB.',
  check(plan, report, source) {
    for (const [node, services] of groupByFirstNode(plan)) {
      const path = pathOf(node, 'nodeTaint', findRepellingTaint(node, listServiceLbTolerations(plan)));
      const titles = joinList(services.map(({ title }) => title));
      report({
        path,
        message: `${source.quote(path)} keeps the pods of ServiceLB off node "${node.name}", and no other node can run them for ${titles}.`,
        hint: `The Service would stay <pending>. ServiceLB tolerates only CriticalAddonsOnly, and control-plane and master with NoSchedule. Add the taint to servicelb.tolerations, remove it, or ${remedy(plan)}.`,
      });
    }
  },
};

/** The Services that no node can serve, by the first node that would if it had no taint. */
function groupByFirstNode(plan: NetworkPlan): ReadonlyMap<NodePlan, readonly LoadBalancerService[]> {
  const found = new Map<NodePlan, LoadBalancerService[]>();
  for (const service of listLoadBalancerServices(plan)) {
    if (service.servedBy !== 'servicelb') continue;
    const candidates = listServiceLbNodes(plan, service);
    const [first] = candidates;
    const isRunnable = candidates.some(
      (node) => findRepellingTaint(node, listServiceLbTolerations(plan)) < 0,
    );
    if (first === undefined || isRunnable) continue;
    found.set(first, [...(found.get(first) ?? []), service]);
  }
  return found;
}

function remedy(plan: NetworkPlan): string {
  const { nodes, serviceLb } = plan;
  const free = nodes.find((node) => findRepellingTaint(node, listServiceLbTolerations(plan)) < 0);
  if (free === undefined) return 'add a node without such a taint';
  return serviceLb.nodes.length === 0 && serviceLb.pools.length > 0
    ? `add node "${free.name}" to the pool`
    : `add node "${free.name}" to servicelb.nodes`;
}

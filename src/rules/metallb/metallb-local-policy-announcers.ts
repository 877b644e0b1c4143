import type { IPAddressPoolPlan, LoadBalancerService, MetalLbPlan, NetworkPlan, NodePlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import { announcersOf, listMetalLbServices, findObstacle, findPoolsFor } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbLocalPolicyAnnouncers: NetworkRule = {
  id: 'metallb-local-policy-announcers',
  severity: 'warning',
  title: 'externalTrafficPolicy: Local with pods on nodes that do not announce the pool',
  why:
    'With externalTrafficPolicy: Local, only a node that announces the pool and runs a pod of the Service announces ' +
    'the address. If all pods run on other nodes, no node announces it.',
  fix: 'Set externalTrafficPolicy: Cluster, or let every node announce the pool.',
  check(plan, report, source) {
    const { metallb } = plan;
    if (metallb === undefined) return;
    for (const service of listMetalLbServices(plan)) {
      if (service.externalTrafficPolicy !== 'Local' || runsEverywhere(service)) continue;
      for (const pool of findPoolsFor(metallb.ipAddressPools, service)) {
        const silent = silentNode(plan, metallb, pool);
        if (silent === undefined) continue;
        const path = pathOf(service.settings, 'externalTrafficPolicy');
        report({
          path,
          message: `${source.quote(path)} needs a pod on an announcing node, and a pod may run on node "${silent.name}" (${source.line(pathOf(silent, 'name'))}), which does not announce pool "${pool.name}" (${source.line(pathOf(pool, 'name'))}).`,
        });
        break;
      }
    }
  },
};

/** A DaemonSet has a pod on the announcing nodes too. */
function runsEverywhere({ owner }: LoadBalancerService): boolean {
  return 'kind' in owner && owner.kind === 'DaemonSet';
}

/** A node that can run a pod, while others announce the pool and it does not. */
function silentNode(plan: NetworkPlan, metallb: MetalLbPlan, pool: IPAddressPoolPlan): NodePlan | undefined {
  const announcers = announcersOf(plan, metallb, pool);
  if (announcers.length === 0) return undefined;
  return plan.nodes.find((node) => !announcers.includes(node) && findObstacle(plan, node) === undefined);
}

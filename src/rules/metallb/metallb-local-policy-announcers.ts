import type { IPAddressPoolPlan, LoadBalancerService, MetalLbPlan, NetworkPlan, NodePlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import { announcersOf, listMetalLbServices, findObstacle, findPoolsFor } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbLocalPolicyAnnouncers: NetworkRule = {
  id: 'metallb-local-policy-announcers',
  severity: 'warning',
  title: 'Pods may run on nodes that do not announce, and only nodes with a pod may answer',
  why:
    'With externalTrafficPolicy Local an address is announced from a node that both may announce the pool and runs a pod ' +
    'of the Service. When the pods move to other nodes, nobody answers.',
  fix: 'Set externalTrafficPolicy: Cluster, or let every node announce the pool.',
  *check(plan, source) {
    const { metallb } = plan;
    if (metallb === undefined) return;
    for (const service of listMetalLbServices(plan)) {
      if (service.externalTrafficPolicy !== 'Local' || runsEverywhere(service)) continue;
      for (const pool of findPoolsFor(metallb.ipAddressPools, service)) {
        const silent = silentNode(plan, metallb, pool);
        if (silent === undefined) continue;
        const path = pathOf(service.settings, 'externalTrafficPolicy');
        yield {
          path: path,
          message: `${source.quote(path)} lets only nodes with a pod answer, and a pod may run on node "${silent.name}" (${source.line(pathOf(silent, 'name'))}), which does not announce pool "${pool.name}" (${source.line(pathOf(pool, 'name'))}).`,
        };
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
  return plan.nodes.find((node) => !announcers.includes(node) && findObstacle(node) === undefined);
}

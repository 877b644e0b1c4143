import type { LoadBalancerService } from '../../plan';
import { pathOf } from '../../diagnostics';
import { bgpAdvertisementsOf, l2AdvertisementsOf, listMetalLbServices, findPoolsFor } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbLocalPolicyIdlePods: NetworkRule = {
  id: 'metallb-local-policy-idle-pods',
  severity: 'hint',
  title: 'externalTrafficPolicy: Local with L2 uses the pods of one node only',
  why:
    'With L2, one node receives the traffic of an address. With externalTrafficPolicy: Local, it forwards the traffic ' +
    'to its own pods only. The pods on other nodes are idle until a failover.',
  fix: 'Set externalTrafficPolicy: Cluster to use all pods. Local preserves the addresses of clients.',
  check(plan, report, source) {
    const { metallb } = plan;
    if (metallb === undefined || plan.nodes.length < 2) return;
    for (const service of listMetalLbServices(plan)) {
      const pods = podsOf(service);
      if (service.externalTrafficPolicy !== 'Local' || pods < 2) continue;
      const pools = findPoolsFor(metallb.ipAddressPools, service);
      const onlyL2 = pools.every(
        (pool) =>
          l2AdvertisementsOf(metallb, pool).length > 0 && bgpAdvertisementsOf(metallb, pool).length === 0,
      );
      if (pools.length === 0 || !onlyL2) continue;
      const path = pathOf(service.settings, 'externalTrafficPolicy');
      report({
        path,
        message: `${source.quote(path)} sends all traffic of ${service.title} to the pods of one node, and it has ${pods} pods.`,
      });
    }
  },
};

/** Pods that may be on different nodes; a DaemonSet has them there for the fail-over. */
function podsOf({ owner }: LoadBalancerService): number {
  return 'kind' in owner && owner.kind === 'DaemonSet' ? 1 : owner.replicas;
}

import type { ProfilePath } from '../../diagnostics';
import type { LoadBalancerService } from '../../plan';
import { pathOf, joinList } from '../../diagnostics';
import { admits, listMetalLbServices, findPoolWith } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbPoolClosedToNamespace: NetworkRule = {
  id: 'metallb-pool-closed-to-namespace',
  severity: 'error',
  title: 'MetalLB pool is not open to the namespace of a Service',
  why:
    'serviceAllocation.namespaces restricts a pool to Services of these namespaces, also for fixed addresses and ' +
    'named pools. Any other Service stays <pending>.',
  fix: 'Add the namespace to serviceAllocation.namespaces, or choose another pool.',
  check(plan, report, source) {
    const pools = plan.metallb?.ipAddressPools ?? [];
    for (const service of listMetalLbServices(plan)) {
      const [fixed] = service.loadBalancerIPs;
      const pool = fixed
        ? findPoolWith(pools, fixed)
        : pools.find(({ name }) => name === service.ipAddressPool);
      if (pool?.serviceAllocation === undefined || admits(pool, service)) continue;
      const path = findRequestPath(service);
      report({
        path,
        message: `${source.quote(path)} is ${fixed ? 'in a pool' : 'a pool'} for the namespaces ${joinList(pool.serviceAllocation.namespaces)} (${source.line(pathOf(pool, 'serviceAllocation', 'namespaces'))}), and ${service.title} is in ${service.namespace}.`,
      });
    }
  },
};

function findRequestPath({ loadBalancerIPs: [fixed], settings }: LoadBalancerService): ProfilePath {
  return fixed ? pathOf(fixed) : pathOf(settings, 'ipAddressPool');
}

import type { ProfilePath } from '../../diagnostics';
import type { LoadBalancerService } from '../../plan';
import { pathOf, joinList } from '../../diagnostics';
import { admits, listMetalLbServices, findPoolWith } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbPoolClosedToNamespace: NetworkRule = {
  id: 'metallb-pool-closed-to-namespace',
  severity: 'error',
  title: 'A Service asks for a pool that is not for its namespace',
  why:
    'serviceAllocation.namespaces keeps a pool to the Services of those namespaces, fixed addresses and named pools ' +
    'included. Any other Service stays <pending>.',
  fix: 'Add the namespace to serviceAllocation.namespaces, or ask for another pool.',
  *check(plan, source) {
    const pools = plan.metallb?.ipAddressPools ?? [];
    for (const service of listMetalLbServices(plan)) {
      const [fixed] = service.loadBalancerIPs;
      const pool = fixed
        ? findPoolWith(pools, fixed)
        : pools.find(({ name }) => name === service.ipAddressPool);
      if (pool?.serviceAllocation === undefined || admits(pool, service)) continue;
      const path = placeOf(service);
      yield {
        path: path,
        message: `${source.quote(path)} is ${fixed ? 'of a' : 'the'} pool for the namespaces ${joinList(pool.serviceAllocation.namespaces)} (${source.line(pathOf(pool, 'serviceAllocation', 'namespaces'))}), and ${service.title} is in ${service.namespace}.`,
      };
    }
  },
};

function placeOf({ loadBalancerIPs: [fixed], settings }: LoadBalancerService): ProfilePath {
  return fixed ? pathOf(fixed) : pathOf(settings, 'ipAddressPool');
}

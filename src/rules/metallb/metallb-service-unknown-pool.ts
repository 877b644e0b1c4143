import { pathOf, joinList, findNearest } from '../../diagnostics';
import { listMetalLbServices } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbServiceUnknownPool: NetworkRule = {
  id: 'metallb-service-unknown-pool',
  severity: 'error',
  title: 'ipAddressPool names an unknown pool',
  why: 'MetalLB assigns no address to the Service, although other pools have free ones. It stays <pending>.',
  fix: 'Write the name of one of metallb.ipAddressPools.',
  check(plan, report, source) {
    const pools = plan.metallb?.ipAddressPools.map(({ name }) => name) ?? [];
    for (const { settings, ipAddressPool } of listMetalLbServices(plan)) {
      if (ipAddressPool === undefined || pools.includes(ipAddressPool)) continue;
      const path = pathOf(settings, 'ipAddressPool');
      const near = findNearest(ipAddressPool, pools);
      report({
        path,
        message: `${source.quote(path)} is not the name of a pool.`,
        hint: near === undefined ? `The pools are ${joinList(pools)}.` : `Did you mean "${near}"?`,
      });
    }
  },
};

import { pathOf, findNearest } from '../../diagnostics';
import { listLoadBalancerServices } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const servicelbPoolUnknown: NetworkRule = {
  id: 'servicelb-pool-unknown',
  severity: 'error',
  title: 'A Service has a ServiceLB pool that does not exist',
  why: 'ServiceLB finds no node with the label of the pool, so the Service never gets an address.',
  fix: 'Write the name of one of servicelb.pools, or add the pool.',
  check(plan, report, source) {
    const names = plan.serviceLb.pools.map(({ name }) => name);
    for (const { lbpool, settings, servedBy } of listLoadBalancerServices(plan)) {
      if (lbpool === undefined || servedBy !== 'servicelb' || names.includes(lbpool)) continue;
      const path = pathOf(settings, 'lbpool');
      const near = findNearest(lbpool, names);
      const known =
        names.length === 0
          ? 'Add it to servicelb.pools with its nodes.'
          : `Write one of ${names.join(', ')}.`;
      report({
        path,
        message: `there is no ServiceLB pool ${source.quote(path)}, so the Service never gets an address.`,
        hint: near === undefined ? known : `Did you mean "${near}"?`,
      });
    }
  },
};

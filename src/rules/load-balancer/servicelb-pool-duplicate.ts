import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const servicelbPoolDuplicate: NetworkRule = {
  id: 'servicelb-pool-duplicate',
  severity: 'error',
  title: 'Two ServiceLB pools have the same name',
  why: 'A pool is a label that nodes and Services share. Two pools of one name are one pool, with the nodes of both.',
  fix: 'Give each pool a different name, or list all nodes in one pool.',
  check({ serviceLb }, report, source) {
    for (const [index, pool] of serviceLb.pools.entries()) {
      const earlier = serviceLb.pools.slice(0, index).find(({ name }) => name === pool.name);
      if (earlier === undefined) continue;
      const path = pathOf(pool, 'name');
      report({
        path,
        message: `${source.quote(path)} is already the name of another pool (${source.line(pathOf(earlier, 'name'))}).`,
        hint: 'Both would be one pool with the nodes of both. Rename one, or list all nodes in one pool.',
      });
    }
  },
};

import type { ServiceLbPlan } from '../../plan';
import { pathOf, citeValue } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const servicelbSeveralPools: NetworkRule = {
  id: 'servicelb-several-pools',
  severity: 'error',
  title: 'A node is in two ServiceLB pools, but this k3s release supports one',
  why:
    'Before v1.37.1 the pool of a node is the whole value of one label. A node with two pools is in neither, so ' +
    'Services of both pools skip it.',
  fix: 'List the node in one pool, or use k3s v1.37.1 or newer.',
  check({ serviceLb, k3s, k3sVersion }, report, source) {
    if (k3s.serviceLbMultiplePools) return;
    const pools = new Map<string, ServiceLbPlan['pools'][number]>();
    for (const pool of serviceLb.pools) {
      for (const [index, node] of pool.nodes.entries()) {
        const earlier = pools.get(node);
        pools.set(node, pool);
        // Another rule says it of two pools with one name.
        if (earlier === undefined || earlier.name === pool.name) continue;
        const path = pathOf(pool, 'nodes', index);
        report({
          path,
          message: `${source.quote(path)} is already in another pool (${source.line(earlier)}), and k3s ${citeValue(source, k3sVersion)} supports one pool per node.`,
          hint: 'The node would be in neither. List it in one pool, or use k3s v1.37.1 or newer.',
        });
      }
    }
  },
};

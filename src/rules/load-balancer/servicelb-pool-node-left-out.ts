import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const servicelbPoolNodeLeftOut: NetworkRule = {
  id: 'servicelb-pool-node-left-out',
  severity: 'error',
  title: 'A node of a ServiceLB pool is not in servicelb.nodes',
  why:
    'servicelb.nodes lists all nodes that ServiceLB uses. ServiceLB ignores other nodes of a pool, so the pool has ' +
    'fewer nodes than the profile shows, or none.',
  fix: 'Add the node to servicelb.nodes, or remove servicelb.nodes: then ServiceLB uses the nodes of the pools.',
  check({ serviceLb, nodes }, report, source) {
    if (serviceLb.nodes.length === 0) return;
    for (const pool of serviceLb.pools) {
      for (const [index, name] of pool.nodes.entries()) {
        if (serviceLb.nodes.includes(name) || !nodes.some((node) => node.name === name)) continue;
        const path = pathOf(pool, 'nodes', index);
        report({
          path,
          message: `${source.quote(path)} is not in servicelb.nodes (${source.line(pathOf(serviceLb, 'nodes'))}), so ServiceLB does not use it.`,
          hint: 'Add it there, or remove servicelb.nodes: then ServiceLB uses the nodes of the pools.',
        });
      }
    }
  },
};

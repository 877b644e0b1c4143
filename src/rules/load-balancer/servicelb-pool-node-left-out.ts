import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const servicelbPoolNodeLeftOut: NetworkRule = {
  id: 'servicelb-pool-node-left-out',
  severity: 'error',
  title: 'A node of a ServiceLB pool is not among the nodes that take part',
  why:
    'servicelb.nodes is a list of who takes part at all. A node that is not on it answers no Service, whatever pool it is ' +
    'in, so the pool is smaller than it looks, or empty.',
  fix: 'Add the node to servicelb.nodes, or leave servicelb.nodes out: then the nodes of the pools take part.',
  *check({ serviceLb, nodes }, source) {
    if (serviceLb.nodes.length === 0) return;
    for (const pool of serviceLb.pools) {
      for (const [index, name] of pool.nodes.entries()) {
        if (serviceLb.nodes.includes(name) || !nodes.some((node) => node.name === name)) continue;
        const path = pathOf(pool, 'nodes', index);
        yield {
          path,
          message: `${source.quote(path)} is not in servicelb.nodes (${source.line(pathOf(serviceLb, 'nodes'))}), so it answers nothing.`,
          hint: 'Add it there, or leave servicelb.nodes out: then the nodes of the pools take part.',
        };
      }
    }
  },
};

import { pathOf } from '../../diagnostics';
import {
  findRepellingTaint,
  listLoadBalancerServices,
  listServiceLbNodes,
  listServiceLbTolerations,
} from '../../plan';
import type { NetworkRule } from '../network-rule';

export const servicelbNodeTainted: NetworkRule = {
  id: 'servicelb-node-tainted',
  severity: 'warning',
  title: 'A node of servicelb.nodes or of a pool has a taint that ServiceLB does not tolerate',
  why:
    'The pods of ServiceLB tolerate the taints CriticalAddonsOnly, and control-plane and master with the effect ' +
    'NoSchedule, and no others. No pod runs on the node, so no Service gets its address.',
  fix: 'Add a toleration to servicelb.tolerations, remove the taint, or remove the node from servicelb.',
  check(plan, report, source) {
    const { nodes, serviceLb } = plan;
    const services = listLoadBalancerServices(plan).filter(({ servedBy }) => servedBy === 'servicelb');
    for (const owner of [serviceLb, ...serviceLb.pools]) {
      for (const [position, name] of owner.nodes.entries()) {
        const node = nodes.find((one) => one.name === name);
        if (node === undefined) continue;
        const index = findRepellingTaint(node, listServiceLbTolerations(plan));
        const [path, taint] = [pathOf(owner, 'nodes', position), pathOf(node, 'nodeTaint', index)];
        // Where no node can run the pods of a Service, another rule reports an error.
        const isServed = services.some((service) => {
          const candidates = listServiceLbNodes(plan, service);
          return (
            candidates.includes(node) &&
            candidates.some((one) => findRepellingTaint(one, listServiceLbTolerations(plan)) < 0)
          );
        });
        if (index < 0 || !isServed) continue;
        report({
          path,
          message: `${source.quote(path)} has the taint ${source.quote(taint)} (${source.line(taint)}), which ServiceLB does not tolerate.`,
          hint: 'No Service gets the address of this node. Add it to servicelb.tolerations, remove the taint, or remove the node here.',
        });
      }
    }
  },
};

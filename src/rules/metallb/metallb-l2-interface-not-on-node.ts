import type { NodePlan } from '../../plan';
import { findNearest, joinList, pathOf } from '../../diagnostics';
import { isExcludedInterface, listInterfaceNames, selectNodes } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbL2InterfaceNotOnNode: NetworkRule = {
  id: 'metallb-l2-interface-not-on-node',
  severity: 'warning',
  title: 'L2 advertisement names an interface that a node which may announce does not have',
  why:
    'MetalLB elects the announcing node without a check of its interfaces. If that node has none of the interfaces that ' +
    'are named, no node announces the address, and no other node takes over.',
  fix: 'Correct the name, add the interface to interfaces of the node, or leave out the node with nodeSelectors.',
  check(plan, report, source) {
    for (const advertisement of plan.metallb?.l2Advertisements ?? []) {
      const named = advertisement.interfaces;
      const nodes = selectNodes(plan, advertisement.nodeSelectors);
      if (!areDescribed(nodes) || named.every(isExcludedInterface)) continue;
      const known = [...new Set(nodes.flatMap(listInterfaceNames))];
      const missing = named.findIndex((name) => !known.includes(name) && !isExcludedInterface(name));
      const path = pathOf(advertisement, 'interfaces', Math.max(missing, 0));
      if (missing >= 0) {
        const near = findNearest(named[missing] ?? '', known);
        report({
          path,
          message: `${source.quote(path)} is no interface of the nodes that may announce: ${joinList(known.map((one) => `"${one}"`))}.`,
          hint: `The elected node would announce nothing there. ${near === undefined ? 'Correct the name, or add it to interfaces of the nodes.' : `Did you mean "${near}"?`}`,
        });
        continue;
      }
      const stray = nodes.find((node) => !listInterfaceNames(node).some((name) => named.includes(name)));
      if (stray === undefined) continue;
      report({
        path,
        message: `${source.quote(path)} is no interface of node "${stray.name}" (${source.line(pathOf(stray, 'name'))}), which may announce too.`,
        hint: 'If MetalLB elects this node, no node announces the address. Add the interface to interfaces of the node, or leave out the node with nodeSelectors.',
      });
    }
  },
};

/** Whether the profile names the LAN interface of each node, and a further one of at least one. */
function areDescribed(nodes: readonly NodePlan[]): boolean {
  return (
    nodes.every(({ flannelIface }) => flannelIface !== undefined) &&
    nodes.some(({ interfaces }) => interfaces.length > 0)
  );
}

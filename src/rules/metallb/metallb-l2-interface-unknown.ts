import { pathOf, joinList } from '../../diagnostics';
import { isExcludedInterface, selectNodes } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbL2InterfaceUnknown: NetworkRule = {
  id: 'metallb-l2-interface-unknown',
  severity: 'hint',
  title: "An L2 advertisement names an interface that is no node's flannelIface",
  why:
    'MetalLB chooses the announcing node without a look at its interfaces. If that node does not have the one that is ' +
    'named, nobody answers, and no other node steps in.',
  fix: 'Check the name with "ip link" on each node; nodeSelectors keep nodes without the interface out.',
  *check(plan, source) {
    for (const advertisement of plan.metallb?.l2Advertisements ?? []) {
      const nodes = selectNodes(plan, advertisement.nodeSelectors);
      const known = [...new Set(nodes.map(({ flannelIface }) => flannelIface))];
      const names = known.filter((name) => name !== undefined);
      if (names.length === 0 || names.length < known.length) continue;
      for (const [index, name] of advertisement.interfaces.entries()) {
        if (names.includes(name) || isExcludedInterface(name)) continue;
        const path = pathOf(advertisement, 'interfaces', index);
        yield {
          path: path,
          message: `${source.quote(path)} is not the interface that the nodes use for the cluster, ${joinList(names.map((one) => `"${one}"`))}.`,
          hint: 'If the announcing node has no such interface, nobody answers. Check the name with "ip link" on each node.',
        };
      }
    }
  },
};

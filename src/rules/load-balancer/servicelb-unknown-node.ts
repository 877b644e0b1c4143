import type { ProfilePath } from '../../diagnostics';
import type { NetworkPlan } from '../../plan';
import { pathOf, findNearest } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const servicelbUnknownNode: NetworkRule = {
  id: 'servicelb-unknown-node',
  severity: 'error',
  title: 'ServiceLB names a node that does not exist',
  why:
    'ServiceLB uses nodes with a label, which the node file sets. No node gets the label of an unknown name, so ' +
    'Services get fewer addresses than planned, or none.',
  fix: 'Write the name of one of the nodes.',
  check(plan, report, source) {
    const names = plan.nodes.map(({ name }) => name);
    for (const { name, path } of listNamedNodes(plan)) {
      if (names.includes(name)) continue;
      const near = findNearest(name, names);
      report({
        path,
        message: `there is no node ${source.quote(path)}.`,
        hint: near === undefined ? `Write one of ${names.join(', ')}.` : `Did you mean "${near}"?`,
      });
    }
  },
};

function listNamedNodes({
  serviceLb,
}: NetworkPlan): readonly { readonly name: string; readonly path: ProfilePath }[] {
  return [serviceLb, ...serviceLb.pools].flatMap((owner) =>
    owner.nodes.map((name, index) => ({ name, path: pathOf(owner, 'nodes', index) })),
  );
}

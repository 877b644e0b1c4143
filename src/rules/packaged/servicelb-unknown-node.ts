import type { Path } from '../../diagnostics';
import type { NetworkPlan } from '../../plan';
import { at, nearest } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const servicelbUnknownNode: NetworkRule = {
  id: 'servicelb-unknown-node',
  severity: 'error',
  title: 'ServiceLB names a node that does not exist',
  why:
    'A node takes part by a label that its own configuration gives it. A name that no node has gives nobody the label, and ' +
    'Services get fewer addresses than planned, or none.',
  fix: 'Write the name of one of the nodes.',
  *check(plan, source) {
    const names = plan.nodes.map(({ name }) => name);
    for (const { name, place } of namedNodes(plan)) {
      if (names.includes(name)) continue;
      const near = nearest(name, names);
      yield {
        at: place,
        message: `there is no node ${source.quote(place)}.`,
        hint: near === undefined ? `Write one of ${names.join(', ')}.` : `Did you mean "${near}"?`,
      };
    }
  },
};

function namedNodes({ serviceLb }: NetworkPlan): readonly { readonly name: string; readonly place: Path }[] {
  return [serviceLb, ...serviceLb.pools].flatMap((owner) =>
    owner.nodes.map((name, index) => ({ name, place: at(owner, 'nodes', index) })),
  );
}

import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const nodeLabelTwice: NetworkRule = {
  id: 'node-label-twice',
  severity: 'warning',
  title: 'Node label with two values',
  why:
    'A label has one value, and the kubelet uses the last one. Selectors for the other value do not match the node. ' +
    'servicelb.nodes and servicelb.pools set labels too.',
  fix: 'Keep one of the two.',
  check({ nodes }, report, source) {
    for (const node of nodes) {
      const values = new Map<string, { readonly value: string; readonly index: number }>();
      for (const [index, label] of node.nodeLabel.entries()) {
        const [key, value] = label.split('=') as [string, string];
        const earlier = values.get(key);
        values.set(key, { value, index });
        if (earlier === undefined || earlier.value === value) continue;
        const [path, other] = [pathOf(node, 'nodeLabel', index), pathOf(node, 'nodeLabel', earlier.index)];
        const stated = source.states(path);
        report({
          path: stated ? path : other,
          message: stated
            ? `${source.quote(path)} sets ${key} to another value than ${source.quote(other)} (${source.line(other)}).`
            : `${source.quote(other)} conflicts with servicelb, which sets the value "${value}".`,
          hint: 'A label has one value, and the kubelet uses the last one. Keep one of the two.',
        });
      }
    }
  },
};

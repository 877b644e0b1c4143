import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const nodeTaintTwice: NetworkRule = {
  id: 'node-taint-twice',
  severity: 'error',
  title: 'Node taint written twice',
  why:
    'A node has one taint per key and effect, whatever the value. The kubelet exits with "duplicated taints with the ' +
    'same key and effect".',
  fix: 'Keep one of the two.',
  check({ nodes }, report, source) {
    for (const node of nodes) {
      const earlier = new Map<string, number>();
      for (const [index, taint] of node.nodeTaint.entries()) {
        const identity = taint.replace(/=[^:]*/, '');
        const first = earlier.get(identity);
        if (first === undefined) {
          earlier.set(identity, index);
          continue;
        }
        const [path, other] = [pathOf(node, 'nodeTaint', index), pathOf(node, 'nodeTaint', first)];
        report({
          path,
          message: `${source.quote(path)} has the key and effect of ${source.quote(other)} (${source.line(other)}).`,
          hint: 'The kubelet would not start. Keep one of the two.',
        });
      }
    }
  },
};

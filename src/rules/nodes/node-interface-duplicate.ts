import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const nodeInterfaceDuplicate: NetworkRule = {
  id: 'node-interface-duplicate',
  severity: 'error',
  title: 'Node has two entries for one interface',
  why: 'A machine has one interface of a name. The two entries may differ in kind, VLAN ID and MTU.',
  fix: 'Write one entry with all addresses of the interface.',
  check({ nodes }, report, source) {
    for (const { name, interfaces } of nodes) {
      for (const [index, one] of interfaces.entries()) {
        const first = interfaces.findIndex((other) => other.name === one.name);
        const earlier = interfaces[first];
        if (earlier === undefined || first === index) continue;
        report({
          path: pathOf(one, 'name'),
          message: `${source.quote(pathOf(one, 'name'))} is already an interface of node "${name}" (${source.line(pathOf(earlier, 'name'))}).`,
          hint: 'Write one entry with all addresses of the interface.',
        });
      }
    }
  },
};

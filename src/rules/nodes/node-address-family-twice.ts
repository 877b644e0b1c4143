import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const nodeAddressFamilyTwice: NetworkRule = {
  id: 'node-address-family-twice',
  severity: 'error',
  title: 'Node has two addresses of one family',
  why:
    'The kubelet accepts one address per family. It exits with "must be either a single IP or a dual-stack pair of ' +
    'IPs".',
  fix: 'Keep the address by which the other nodes reach it.',
  check({ nodes }, report, source) {
    for (const { name, nodeIp } of nodes) {
      for (const [index, address] of nodeIp.entries()) {
        const earlier = nodeIp.slice(0, index).find(({ family }) => family === address.family);
        if (earlier === undefined) continue;
        report({
          path: pathOf(address),
          message: `${source.quote(address)} is a second IPv${address.family} address of node "${name}" beside ${source.quote(earlier)} (${source.line(earlier)}).`,
          hint: 'The kubelet accepts one per family. Keep the one by which the other nodes reach it.',
        });
      }
    }
  },
};

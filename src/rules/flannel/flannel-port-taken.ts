import { pathOf } from '../../diagnostics';
import { listFlannelPorts, listMetalLbPorts, listServiceLbPorts } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const flannelPortTaken: NetworkRule = {
  id: 'flannel-port-taken',
  severity: 'error',
  title: 'UDP port of flannel is already in use on the nodes',
  why:
    'Only one process can listen on a UDP port: the second exits with "address already in use". ServiceLB redirects a ' +
    'port to the pods of a Service, and with it the pod traffic of all other nodes.',
  fix: 'Choose another port. The defaults are 8472 for VXLAN, 51820 and 51821 for WireGuard.',
  check(plan, report, source) {
    const own = listFlannelPorts(plan);
    for (const [index, { port, owner, path = pathOf(plan.flannel) }] of own.entries()) {
      const others = [...own.slice(0, index), ...listMetalLbPorts(plan), ...listServiceLbPorts(plan)];
      const other = others.find((one) => one.port === port && one.protocol === 'UDP');
      if (other === undefined) continue;
      const stated = [path, other.path ?? path].find((one) => source.states(one)) ?? path;
      report({
        path: stated,
        message: `UDP port ${port} is used by both ${owner} and ${other.owner}.`,
        hint: 'Only one of the two would receive the packets. Choose another port for one of them.',
      });
    }
  },
};

import { pathOf } from '../../diagnostics';
import { findNodesApart } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const hostGwAcrossSegments: NetworkRule = {
  id: 'host-gw-across-segments',
  severity: 'error',
  title: 'host-gw with nodes in different networks',
  why:
    'host-gw makes each node the next hop for its pods, and a next hop must be a direct neighbour. The kernel refuses the ' +
    'route to a node behind a router ("network is unreachable"), and pods of the two never meet.',
  fix: 'Use vxlan; with directRouting it is as fast as host-gw between nodes of one network.',
  *check({ flannel, lan, nodes }, source) {
    if (flannel.backend !== 'host-gw') return;
    const apart = findNodesApart(lan, nodes);
    if (apart === undefined) return;
    const [near, far] = apart;
    yield {
      path: pathOf(flannel, 'backend'),
      message: `${source.quote(pathOf(flannel, 'backend'))} needs all nodes in one network, and ${source.quote(far)} (${source.line(far)}) is in another than ${source.quote(near)} (${source.line(near)}).`,
      hint: 'Their pods would never meet. Write backend: vxlan, with directRouting: true for plain routes where they are possible.',
    };
  },
};

import { pathOf } from '../../diagnostics';
import { findNodesApart } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const hostGwAcrossSegments: NetworkRule = {
  id: 'host-gw-across-segments',
  severity: 'error',
  title: 'host-gw backend with nodes in different networks',
  why:
    'host-gw uses each node as the next hop for its pods, and a next hop must be a direct neighbour. The kernel ' +
    'rejects the route to a node behind a router with "network is unreachable", and their pods cannot reach each ' +
    'other.',
  fix: 'Use vxlan. With directRouting it is as fast as host-gw between nodes of one network.',
  check({ flannel, lan, nodes }, report, source) {
    if (flannel.backend !== 'host-gw') return;
    const apart = findNodesApart(lan, nodes);
    if (apart === undefined) return;
    const [near, far] = apart;
    report({
      path: pathOf(flannel, 'backend'),
      message: `${source.quote(pathOf(flannel, 'backend'))} requires all nodes in one network, and ${source.quote(far)} (${source.line(far)}) is in another one than ${source.quote(near)} (${source.line(near)}).`,
      hint: 'Their pods could not reach each other. Write backend: vxlan, with directRouting: true for plain routes where possible.',
    });
  },
};

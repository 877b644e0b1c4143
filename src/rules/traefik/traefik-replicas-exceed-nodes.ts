import { pathOf, formatCount } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const traefikReplicasExceedNodes: NetworkRule = {
  id: 'traefik-replicas-exceed-nodes',
  severity: 'hint',
  title: 'Traefik has more pods than there are nodes',
  why:
    'A second pod helps when the first one, or its node, is away. Two on one node go together, and each takes its share ' +
    'of memory.',
  fix: 'Write as many replicas as there are nodes, at most.',
  *check({ traefik, nodes }, source) {
    if (traefik.mode === 'none' || traefik.kind === 'DaemonSet' || traefik.replicas <= nodes.length) return;
    const path = pathOf(traefik, 'replicas');
    yield {
      path,
      message: `${source.quote(path)} pods are more than ${formatCount(nodes.length, 'node', 'nodes')} (${source.line(pathOf(nodes))}) can keep apart.`,
    };
  },
};

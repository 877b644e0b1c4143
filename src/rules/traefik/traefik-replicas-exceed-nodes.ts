import { pathOf, formatCount } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const traefikReplicasExceedNodes: NetworkRule = {
  id: 'traefik-replicas-exceed-nodes',
  severity: 'hint',
  title: 'Traefik has more pods than the cluster has nodes',
  why:
    'A second pod serves requests while the first pod or its node is down. Two pods on one node fail together, and ' +
    'each needs its own memory.',
  fix: 'Set replicas to the number of nodes at most.',
  *check({ traefik, nodes }, source) {
    if (traefik.mode === 'none' || traefik.kind === 'DaemonSet' || traefik.replicas <= nodes.length) return;
    const path = pathOf(traefik, 'replicas');
    yield {
      path,
      message: `${source.quote(path)} pods exceed ${formatCount(nodes.length, 'node', 'nodes')} (${source.line(pathOf(nodes))}): two would share a node.`,
    };
  },
};

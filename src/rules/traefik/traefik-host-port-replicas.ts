import { formatCount, pathOf } from '../../diagnostics';
import { usesHostPorts } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const traefikHostPortReplicas: NetworkRule = {
  id: 'traefik-host-port-replicas',
  severity: 'error',
  title: 'Traefik has more pods with host ports than there are nodes',
  why: 'Two pods with the same port of a node cannot run on it. The pods beyond the number of nodes stay Pending.',
  fix: 'Write as many replicas as there are nodes at most, or kind: DaemonSet.',
  check({ traefik, nodes }, report, source) {
    if (traefik.mode === 'none' || traefik.kind === 'DaemonSet' || !usesHostPorts(traefik)) return;
    if (traefik.replicas <= nodes.length) return;
    const path = pathOf(traefik, 'replicas');
    report({
      path,
      message: `${source.quote(path)} pods have the same ports of ${formatCount(nodes.length, 'node', 'nodes')} (${source.line(pathOf(nodes))}).`,
    });
  },
};

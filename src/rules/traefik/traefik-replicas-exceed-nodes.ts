import { pathOf, formatCount } from '../../diagnostics';
import { listComponentPods, listNodesOfPods } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const traefikReplicasExceedNodes: NetworkRule = {
  id: 'traefik-replicas-exceed-nodes',
  severity: 'hint',
  title: 'Traefik has more pods than nodes that can run them',
  why:
    'A second pod serves requests while the first pod or its node is down. Two pods on one node fail together, and ' +
    'each needs its own memory.',
  fix: 'Set replicas to the number of nodes at most.',
  check(plan, report, source) {
    const { traefik, nodes } = plan;
    const pods = listComponentPods(plan).find(({ owner }) => owner === traefik);
    if (pods?.replicas === undefined || pods.replicas < 2) return;
    const count = listNodesOfPods(plan, pods).length;
    if (count === 0 || pods.replicas <= count) return;
    const path = pathOf(traefik, 'replicas');
    const isLimited = count < nodes.length;
    report({
      path,
      message: `${source.quote(path)} pods exceed ${formatCount(count, 'node', 'nodes')}${isLimited ? ' that can run them' : ''} (${source.line(pathOf(nodes))}): two would share a node.`,
      ...(isLimited && { hint: 'Reduce replicas, or let the pods run on further nodes.' }),
    });
  },
};

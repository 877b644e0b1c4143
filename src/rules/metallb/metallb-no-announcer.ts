import { pathOf } from '../../diagnostics';
import { announcersOf, findObstacle } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbNoAnnouncer: NetworkRule = {
  id: 'metallb-no-announcer',
  severity: 'error',
  title: 'No node can announce a MetalLB pool, because of taints or labels',
  why:
    "MetalLB's speakers tolerate the control-plane taint and those of speaker.tolerations. speaker.nodeSelector and speaker.affinity choose their nodes. A node with the label " +
    'node.kubernetes.io/exclude-from-external-load-balancers announces nothing. Without a speaker, no node announces ' +
    'the addresses.',
  fix: 'Remove the taint or the label from a node, tolerate the taint in speaker, or let another node announce.',
  check(plan, report, source) {
    const { metallb } = plan;
    if (metallb === undefined) return;
    for (const pool of metallb.ipAddressPools) {
      const nodes = announcersOf(plan, metallb, pool);
      const [first] = nodes;
      const reasons = nodes.map((node) => findObstacle(plan, node));
      if (first === undefined || reasons.includes(undefined)) continue;
      report({
        path: pathOf(pool, 'name'),
        message: `no node can announce pool ${source.quote(pathOf(pool, 'name'))}: "${reasons[0]}" excludes "${first.name}" (${source.line(pathOf(first, 'name'))})${nodes.length > 1 ? ', and the others are excluded too' : ''}.`,
      });
    }
  },
};

import type { Rule } from '../../network';
import { at } from '../../network';

export const flannelExternalIpMissing: Rule = {
  id: 'flannel-external-ip-missing',
  severity: 'warning',
  title: 'flannel is to use external addresses, and a node has none',
  why:
    'Such a node tells the others its nodeIp. Nodes of other sites send its pod traffic there, to an address that means ' +
    'nothing or somebody else where they are.',
  fix: 'Set nodeExternalIp on every node, or leave flannel.externalIp out.',
  *check({ flannel, nodes }, source) {
    if (!flannel.externalIp || flannel.backend === 'none' || flannel.backend === 'host-gw') return;
    const place = at(flannel, 'externalIp');
    for (const node of nodes) {
      if (node.nodeExternalIp.length > 0) continue;
      yield {
        at: at(node),
        message: `node "${node.name}" has no nodeExternalIp, and flannel.externalIp (${source.line(place)}) asks for one.`,
        hint: 'Nodes of other sites could not reach its pods. Set nodeExternalIp, or leave flannel.externalIp out.',
      };
    }
  },
};

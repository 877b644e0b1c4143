import { findFreeNetwork } from '../../plan';
import { findNetworkClash } from '../network-clash';
import type { NetworkRule } from '../network-rule';

export const clusterCidrOverlapsLan: NetworkRule = {
  id: 'cluster-cidr-overlaps-lan',
  severity: 'error',
  title: 'The pod network and the LAN share addresses',
  why:
    'Each node routes the pod network into the cluster. Machines of the LAN that have one of its addresses cannot be ' +
    'reached from any node or pod, and nodes among them lose each other. The pod network cannot be changed afterwards.',
  fix: 'Give the pods a private network that nothing around the cluster uses.',
  *check(plan, source) {
    for (const lan of plan.lan.cidr) {
      for (const pods of plan.clusterCidr) {
        const clash = findNetworkClash(
          source,
          { cidr: pods, title: 'the pod network' },
          { cidr: lan, title: 'the LAN' },
        );
        if (clash === undefined) continue;
        yield {
          ...clash,
          hint: `Nodes would look for those machines among the pods. Write clusterCidr: ${findFreeNetwork(plan, pods.family)}.`,
        };
      }
    }
  },
};

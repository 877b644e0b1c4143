import { findFreeNetwork, listClusterNetworks } from '../../plan';
import { findNetworkClash } from '../network-clash';
import type { NetworkRule } from '../network-rule';

export const clusterNetworkOverlapsLan: NetworkRule = {
  id: 'cluster-network-overlaps-lan',
  severity: 'error',
  title: 'clusterCidr or serviceCidr overlaps the LAN',
  why:
    'Each node routes these networks into the cluster. Nodes and pods cannot reach hosts of the LAN with one of their ' +
    'addresses, and nodes among them lose each other. Neither network can be changed later.',
  fix: 'Choose private networks for pods and Services that nothing around the cluster uses.',
  check(plan, report, source) {
    for (const lan of plan.lan.cidr) {
      for (const { cidr, title } of listClusterNetworks(plan)) {
        const clash = findNetworkClash(source, { cidr, title }, { cidr: lan, title: 'the LAN' });
        if (clash === undefined) continue;
        const key = title === 'the pod network' ? 'clusterCidr' : 'serviceCidr';
        report({
          ...clash,
          hint: `Nodes and pods could not reach hosts of the LAN with these addresses. Write ${key}: ${findFreeNetwork(plan, cidr.family)}.`,
        });
      }
    }
  },
};

import { overlaps } from '../../address';
import { citeValue, pathOf } from '../../diagnostics';
import { findFreeNetwork, listClusterNetworksOutsideLan } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const nodeInterfaceOverlapsClusterNetwork: NetworkRule = {
  id: 'node-interface-overlaps-cluster-network',
  severity: 'error',
  title: 'Network of a node interface overlaps clusterCidr or serviceCidr',
  why:
    'The node has a route to the network of its interface and one into the cluster. Packets to pods or Services leave by ' +
    'the interface, or packets to hosts of that network stay in the cluster.',
  fix: 'Choose private networks for pods and Services that no interface of a node uses.',
  check(plan, report, source) {
    const networks = listClusterNetworksOutsideLan(plan);
    for (const { name, interfaces } of plan.nodes) {
      for (const one of interfaces) {
        for (const [index, address] of one.addresses.entries()) {
          const clash = networks.find(({ cidr }) => overlaps(cidr, address));
          if (clash === undefined) continue;
          const path = pathOf(one, 'addresses', index);
          const key = clash.title === 'the pod network' ? 'clusterCidr' : 'serviceCidr';
          report({
            path,
            message: `${source.quote(path)}, on "${one.name}" of node "${name}", overlaps ${clash.title} ${citeValue(source, clash.cidr)}.`,
            hint: `The node routes packets to one of the two only. Write ${key}: ${findFreeNetwork(plan, address.family)}.`,
          });
        }
      }
    }
  },
};

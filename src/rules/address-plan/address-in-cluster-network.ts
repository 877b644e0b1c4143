import { contains } from '../../address';
import { pathOf, citeValue } from '../../diagnostics';
import {
  listClusterNetworksOutsideLan,
  listExternalAddresses,
  listGatewayAddresses,
  listNodeAddresses,
  listRegistrationAddresses,
} from '../../plan';
import type { NetworkRule } from '../network-rule';

export const addressInClusterNetwork: NetworkRule = {
  id: 'address-in-cluster-network',
  severity: 'error',
  title: 'Host address inside the pod or service network',
  why:
    'Inside the cluster, every address of these networks belongs to a pod or a Service. Packets to a node, gateway or ' +
    'API server with such an address never leave the sending node.',
  fix: 'Correct the address, or choose other networks for pods and Services.',
  check(plan, report, source) {
    const networks = listClusterNetworksOutsideLan(plan);
    const hosts = [
      ...listNodeAddresses(plan.nodes),
      ...listExternalAddresses(plan.nodes),
      ...listGatewayAddresses(plan),
      ...listRegistrationAddresses(plan),
    ];
    for (const { address, title } of hosts) {
      const around = networks.find(({ cidr }) => contains(cidr, address));
      if (around === undefined) continue;
      report({
        path: pathOf(address),
        message: `${source.quote(address)}, ${title}, is inside ${around.title} ${citeValue(source, around.cidr)}.`,
        hint: 'Nodes route packets to it into the cluster. Correct the address, or choose another network for the cluster.',
      });
    }
  },
};

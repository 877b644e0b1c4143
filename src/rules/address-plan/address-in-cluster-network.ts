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
  title: 'A machine has an address of the pod or service network',
  why:
    'Inside the cluster every address of these networks means a pod or a Service. Packets to a node, the gateway or the ' +
    'API server at such an address never leave the node that sends them.',
  fix: 'Correct the address, or choose other networks for pods and Services.',
  *check(plan, source) {
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
      yield {
        path: pathOf(address),
        message: `${source.quote(address)}, ${title}, lies within ${around.title} ${citeValue(source, around.cidr)}.`,
        hint: 'Nodes would look for it inside the cluster. Correct the address, or give the cluster another network.',
      };
    }
  },
};

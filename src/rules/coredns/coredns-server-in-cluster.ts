import { contains } from '../../address';
import { citeValue } from '../../diagnostics';
import { allServers, listClusterNetworks } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsServerInCluster: NetworkRule = {
  id: 'coredns-server-in-cluster',
  severity: 'warning',
  title: 'A zone is forwarded to a pod or Service address',
  why:
    'A pod has another address after every restart, and a Service after it is created again. Names of the zone then ' +
    'no longer resolve.',
  fix: 'Give the name server a Service with a fixed address of a MetalLB pool, or run it outside the cluster.',
  check(plan, report, source) {
    for (const { address, path } of allServers(plan.coredns)) {
      const network = listClusterNetworks(plan).find(({ cidr }) => contains(cidr, address));
      if (network === undefined || plan.clusterDns.some((own) => own.equals(address))) continue;
      report({
        path,
        message: `${source.quote(path)} is an address of ${network.title} ${citeValue(source, network.cidr)}.`,
      });
    }
  },
};

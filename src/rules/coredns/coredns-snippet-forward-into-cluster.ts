import { contains } from '../../address';
import { citeValue, quoteText } from '../../diagnostics';
import { citeLine, listClusterNetworks, snippetServers } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsSnippetForwardIntoCluster: NetworkRule = {
  id: 'coredns-snippet-forward-into-cluster',
  severity: 'warning',
  title: 'Raw snippet forwards to a pod or Service address',
  why:
    'A pod gets another address when it restarts, and a Service when it is created again. Names of the zone then no ' +
    'longer resolve.',
  fix: 'Give the name server a LoadBalancer Service with a fixed address. If its Service sets clusterIP, silence this rule.',
  check(plan, report, source) {
    for (const { block, use, token, address } of snippetServers(plan.coredns)) {
      const network = listClusterNetworks(plan).find(({ cidr }) => contains(cidr, address));
      if (network === undefined || plan.clusterDns.some((own) => own.equals(address))) continue;
      report({
        path: block.path,
        message: `${citeLine(block, use)}: ${quoteText(token.text)} is an address of ${network.title} ${citeValue(source, network.cidr)}.`,
      });
    }
  },
};

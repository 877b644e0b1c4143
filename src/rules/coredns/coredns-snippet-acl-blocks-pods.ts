import { quoteText } from '../../diagnostics';
import { findAclRefusal } from '../../languages/corefile';
import { citeLine, listMainUses, podClients, serviceQueries } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsSnippetAclBlocksPods: NetworkRule = {
  id: 'coredns-snippet-acl-blocks-pods',
  severity: 'error',
  title: 'Raw acl blocks the pods of the cluster',
  why:
    'CoreDNS sees the address of the pod that sends a query. An acl in the block of "." that blocks, filters or drops ' +
    'queries of clusterCidr leaves pods without DNS. The first line that matches decides.',
  fix: 'Write "allow net" with clusterCidr and the LAN before the line that blocks.',
  check(plan, report) {
    const uses = listMainUses(plan.coredns, 'acl');
    if (uses.length === 0) return;
    const [query] = serviceQueries(plan);
    if (query === undefined) return;
    const all = uses.map(({ use }) => use);
    // The resolver of a pod asks the first address of the cluster DNS, from its address of that family.
    const clients = podClients(plan).filter(({ family }) => family === plan.clusterCidr[0]?.family);
    const refused = clients.filter((client) => findAclRefusal(all, ['.'], query, client) !== undefined);
    const [client] = refused;
    if (client === undefined || refused.length * 2 < clients.length) return;
    const line = findAclRefusal(all, ['.'], query, client);
    const block = uses.find(({ use }) => line !== undefined && use.options.includes(line))?.block;
    if (line === undefined || block === undefined) return;
    report({
      path: block.path,
      message: `${citeLine(block, line)}: ${quoteText(line.word.text)} applies to pods, such as ${client.toString()}, before any "allow".`,
      hint: `Pods would get no answer. Write "allow net ${plan.clusterCidr.join(' ')}" before it.`,
    });
  },
};

import { quoteText } from '../../diagnostics';
import type { NameQuery, RewrittenQuery } from '../../languages/corefile';
import { rewriteQuery } from '../../languages/corefile';
import type { NetworkPlan } from '../../plan';
import { citeLine, isWithin, listMainUses, serviceQueries } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsSnippetRewriteHidesServices: NetworkRule = {
  id: 'coredns-snippet-rewrite-hides-services',
  severity: 'error',
  title: 'Raw rewrite changes queries for all Services',
  why:
    'CoreDNS runs rewrite before kubernetes. A rule in the block of "." that gives every Service name another domain, or ' +
    'another type or class to every query, leaves pods without answers for Services.',
  fix: 'Limit the rule to the names that it is for.',
  check(plan, report) {
    const uses = listMainUses(plan.coredns, 'rewrite');
    if (uses.length === 0) return;
    const all = uses.map(({ use }) => use);
    const results = serviceQueries(plan).map((query) => ({ query, result: rewriteQuery(all, query) }));
    const [first] = results;
    // Several Services that are renamed to one name are not found either.
    const names = new Set(results.map(({ result }) => result.name));
    const isOneName = names.size === 1;
    if (first === undefined) return;
    if (!isOneName && results.some(({ query, result }) => isAnswered(plan, query, result))) return;
    const { query, result } = first;
    const block = uses.find(({ use }) => use === result.use)?.block;
    if (result.use === undefined || block === undefined) return;
    report({
      path: block.path,
      message: `${citeLine(block, result.use)}: ${quoteText(query.name)} (${query.type}) becomes ${quoteText(result.name)} (${describeType(result)}), and so does every Service.`,
      hint: 'Pods would find no Service. Limit the rule to the names that it is for.',
    });
  },
};

function isAnswered({ clusterDomain }: NetworkPlan, query: NameQuery, result: RewrittenQuery): boolean {
  return isWithin(result.name, clusterDomain) && result.type === query.type && result.queryClass === 'IN';
}

function describeType({ type, queryClass }: RewrittenQuery): string {
  return queryClass === 'IN' ? type : `${queryClass} ${type}`;
}

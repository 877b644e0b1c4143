import { coversAny } from '../../languages/corefile';
import { citeLine, listMainUses, serviceQueries } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsSnippetTsigRequired: NetworkRule = {
  id: 'coredns-snippet-tsig-required',
  severity: 'error',
  title: 'Raw tsig requires signed queries from pods',
  why:
    'The resolver of a pod does not sign queries. With "require" in the block of ".", CoreDNS answers all its queries ' +
    'with REFUSED, and the cluster has no DNS.',
  fix: 'Move tsig to a .server snippet with the zone whose clients sign.',
  check(plan, report) {
    for (const { block, use } of listMainUses(plan.coredns, 'tsig')) {
      const queries = serviceQueries(plan);
      const zones = use.args.length === 0 ? ['.'] : use.args.map(({ text }) => text);
      const line = use.options.find(
        ({ word, args }) =>
          word.text === 'require' &&
          args.some(({ text }) => queries.some(({ type }) => ['all', type].includes(text))),
      );
      if (line === undefined || !queries.some((query) => coversAny(zones, query))) continue;
      report({
        path: block.path,
        message: `${citeLine(block, line)}: CoreDNS would reject the queries of all pods, which are not signed.`,
      });
    }
  },
};

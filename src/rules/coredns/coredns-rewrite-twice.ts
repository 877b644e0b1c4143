import type { NameRewrite } from '../../plan';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const corednsRewriteTwice: NetworkRule = {
  id: 'coredns-rewrite-twice',
  severity: 'warning',
  title: 'Two rewrites are from the same name',
  why: 'CoreDNS stops at the first rewrite that matches, so the second has no effect.',
  fix: 'Remove one of the two.',
  check({ coredns }, report, source) {
    const earlier = new Map<string, NameRewrite>();
    for (const rewrite of coredns.mode === 'none' ? [] : coredns.rewrite) {
      const key = `${rewrite.match} ${rewrite.from}`;
      const first = earlier.get(key);
      if (first === undefined) {
        earlier.set(key, rewrite);
        continue;
      }
      const path = pathOf(rewrite, 'from');
      report({
        path,
        message: `${source.quote(path)} is already rewritten, to ${source.quote(pathOf(first, 'to'))} (${source.line(pathOf(first, 'to'))}).`,
      });
    }
  },
};

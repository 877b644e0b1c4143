import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const corednsRewriteToItself: NetworkRule = {
  id: 'coredns-rewrite-to-itself',
  severity: 'warning',
  title: 'A name is rewritten to itself',
  why: 'The rewrite changes nothing. Most often one of the two names is not the one that was meant.',
  fix: 'Write the name that is to be looked up instead.',
  *check({ coredns }, source) {
    for (const rewrite of coredns.mode === 'none' ? [] : coredns.rewrite) {
      if (rewrite.match === 'regex' || rewrite.from !== rewrite.to) continue;
      const path = pathOf(rewrite, 'to');
      yield { path, message: `${source.quote(path)} is the name that it is rewritten from.` };
    }
  },
};

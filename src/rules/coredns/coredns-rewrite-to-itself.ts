import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const corednsRewriteToItself: NetworkRule = {
  id: 'coredns-rewrite-to-itself',
  severity: 'warning',
  title: 'A name is rewritten to itself',
  why: 'The rewrite has no effect. One of the two names is probably wrong.',
  fix: 'Write the name to resolve instead.',
  check({ coredns }, report, source) {
    for (const rewrite of coredns.mode === 'none' ? [] : coredns.rewrite) {
      if (rewrite.match === 'regex' || rewrite.from !== rewrite.to) continue;
      const path = pathOf(rewrite, 'to');
      report({ path, message: `${source.quote(path)} is the name that it is rewritten from.` });
    }
  },
};

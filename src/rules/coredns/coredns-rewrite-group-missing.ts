import { RE2JS } from 're2js';
import type { NameRewrite } from '../../plan';
import { pathOf, formatCount } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const corednsRewriteGroupMissing: NetworkRule = {
  id: 'coredns-rewrite-group-missing',
  severity: 'error',
  title: 'A rewrite uses a group that its regular expression does not have',
  why: 'Without a first group, CoreDNS puts {1} into the name literally, and looks up a name that does not exist.',
  fix: 'Add parentheses around that part of the name.',
  check({ coredns }, report, source) {
    for (const rewrite of coredns.mode === 'none' ? [] : coredns.rewrite) {
      const groups = groupsOf(rewrite);
      if (groups === undefined) continue;
      const missing = [...rewrite.to.matchAll(/\{(\d+)\}/g)].find(([, number]) => Number(number) > groups);
      if (missing === undefined) continue;
      const path = pathOf(rewrite, 'to');
      report({
        path,
        message: `${source.quote(path)} uses ${missing[0]}, and ${source.quote(pathOf(rewrite, 'from'))} has ${formatCount(groups, 'group', 'groups')} in parentheses.`,
      });
    }
  },
};

/** How many groups the expression has; undefined where there is none that can be read. */
function groupsOf({ match, from }: NameRewrite): number | undefined {
  if (match !== 'regex') return undefined;
  try {
    return RE2JS.compile(from).groupCount();
  } catch {
    return undefined;
  }
}

import { RE2JS } from 're2js';
import type { NameRewrite } from '../../plan';
import { pathOf, formatCount } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const corednsRewriteGroupMissing: NetworkRule = {
  id: 'coredns-rewrite-group-missing',
  severity: 'error',
  title: 'A rewrite uses a group that its regular expression does not have',
  why: 'CoreDNS puts {1} into the name as it stands where there is no first group, and asks for a name that nobody has.',
  fix: 'Add parentheses around the part of the name that is meant.',
  *check({ coredns }, source) {
    for (const rewrite of coredns.mode === 'none' ? [] : coredns.rewrite) {
      const groups = groupsOf(rewrite);
      if (groups === undefined) continue;
      const missing = [...rewrite.to.matchAll(/\{(\d+)\}/g)].find(([, number]) => Number(number) > groups);
      if (missing === undefined) continue;
      const path = pathOf(rewrite, 'to');
      yield {
        path,
        message: `${source.quote(path)} uses ${missing[0]}, and ${source.quote(pathOf(rewrite, 'from'))} has ${formatCount(groups, 'group', 'groups')} in parentheses.`,
      };
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

import type { NameRewrite } from '../../plan';
import { pathOf } from '../../diagnostics';
import { isWithin, zoneOf, zoneOfRewrite } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsRewriteLeavesZone: NetworkRule = {
  id: 'coredns-rewrite-leaves-zone',
  severity: 'warning',
  title: 'A name is rewritten to one that other servers know',
  why:
    'A name is rewritten in the block of its own zone, and looked up there. The servers of the zone that the new name is ' +
    'in are not asked.',
  fix: 'Rewrite within one zone, or give the name its address in hosts.',
  *check({ coredns, clusterDomain }, source) {
    for (const rewrite of coredns.mode === 'none' ? [] : coredns.rewrite) {
      const to = findFixedEnd(rewrite);
      const own = zoneOfRewrite(coredns, rewrite);
      const other = zoneOf(coredns, to);
      if (own?.zone === other?.zone || (own !== undefined && isWithin(to, clusterDomain))) continue;
      const path = pathOf(rewrite, 'to');
      const asked = own === undefined ? 'the upstream' : own.title;
      yield {
        path,
        message:
          other === undefined
            ? `${source.quote(path)} is outside the zone of ${source.quote(pathOf(rewrite, 'from'))}, and ${asked} (${source.line(own?.path ?? path)}) is asked for it.`
            : `${source.quote(path)} is for ${other.title} (${source.line(other.path)}), and ${asked} is asked for it.`,
      };
    }
  },
};

/** The end of the name that is looked up, without what a regular expression puts in front of it. */
function findFixedEnd({ to }: NameRewrite): string {
  return to.replace(/^.*\}/, '').replace(/^\.|\.$/g, '');
}

import type { NameRewrite } from '../../plan';
import { pathOf } from '../../diagnostics';
import { isWithin, zoneOf, zoneOfRewrite } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsRewriteLeavesZone: NetworkRule = {
  id: 'coredns-rewrite-leaves-zone',
  severity: 'warning',
  title: 'A rewrite leads to a name that other servers resolve',
  why:
    'CoreDNS rewrites a name in the block of its zone, and resolves the new name there. It does not query the ' +
    'servers of the zone of the new name.',
  fix: 'Rewrite within one zone, or set the address of the name in hosts.',
  check({ coredns, clusterDomain }, report, source) {
    for (const rewrite of coredns.mode === 'none' ? [] : coredns.rewrite) {
      const to = findFixedEnd(rewrite);
      const own = zoneOfRewrite(coredns, rewrite);
      const other = zoneOf(coredns, to);
      if (own?.zone === other?.zone || (own !== undefined && isWithin(to, clusterDomain))) continue;
      const path = pathOf(rewrite, 'to');
      const asked = own === undefined ? 'the upstream' : own.title;
      report({
        path,
        message:
          other === undefined
            ? `${source.quote(path)} is outside the zone of ${source.quote(pathOf(rewrite, 'from'))}, and ${asked} (${source.line(own?.path ?? path)}) is queried for it.`
            : `${source.quote(path)} is for ${other.title} (${source.line(other.path)}), but ${asked} is queried for it.`,
      });
    }
  },
};

/** The end of the name that is looked up, without what a regular expression puts in front of it. */
function findFixedEnd({ to }: NameRewrite): string {
  return to.replace(/^.*\}/, '').replace(/^\.|\.$/g, '');
}

import { pathOf } from '../../diagnostics';
import { snippetZones, zoneOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsRewriteUnreachable: NetworkRule = {
  id: 'coredns-rewrite-unreachable',
  severity: 'error',
  title: 'A name is to be rewritten that a raw snippet answers',
  why:
    "A name is rewritten in the block of its zone. A snippet's block is what its text says and nothing else: the query " +
    'goes there and never meets the rewrite.',
  fix: 'Put the rewrite into the snippet, or forward the zone by coredns.forward.',
  *check({ coredns }, source) {
    if (coredns.mode === 'none') return;
    for (const rewrite of coredns.rewrite) {
      if (rewrite.match === 'prefix' || rewrite.match === 'regex') continue;
      const zone = zoneOf(coredns, rewrite.from.replace(/^\.|\.$/g, ''));
      if (zone === undefined || !snippetZones(coredns).includes(zone)) continue;
      const path = pathOf(rewrite, 'from');
      yield {
        path,
        message: `${source.quote(path)} is answered by ${zone.title} (${source.line(zone.path)}), which has no rewrite from the profile.`,
      };
    }
  },
};

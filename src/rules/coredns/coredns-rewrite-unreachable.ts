import { pathOf } from '../../diagnostics';
import { snippetZones, zoneOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsRewriteUnreachable: NetworkRule = {
  id: 'coredns-rewrite-unreachable',
  severity: 'error',
  title: 'A raw snippet answers a name before its rewrite',
  why:
    'CoreDNS rewrites a name in the block of its zone. The block of a snippet consists of its text only, so queries ' +
    'for its zone are never rewritten.',
  fix: 'Add the rewrite to the snippet, or forward the zone by coredns.forward.',
  check({ coredns }, report, source) {
    if (coredns.mode === 'none') return;
    for (const rewrite of coredns.rewrite) {
      if (rewrite.match === 'prefix' || rewrite.match === 'regex') continue;
      const zone = zoneOf(coredns, rewrite.from.replace(/^\.|\.$/g, ''));
      if (zone === undefined || !snippetZones(coredns).includes(zone)) continue;
      const path = pathOf(rewrite, 'from');
      report({
        path,
        message: `${source.quote(path)} is answered by ${zone.title} (${source.line(zone.path)}), which has no rewrite from the profile.`,
      });
    }
  },
};

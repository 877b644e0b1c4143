import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const corednsZoneTwice: NetworkRule = {
  id: 'coredns-zone-twice',
  severity: 'error',
  title: 'A zone is forwarded twice, or has two templates or two lists of records',
  why:
    'A zone has one list of servers, one answer for all of its names, and one list of records. Only the first entry ' +
    'would have an effect.',
  fix: 'List the servers, the addresses or the records in one entry.',
  check({ coredns }, report, source) {
    for (const list of [coredns.forward, coredns.template, coredns.zones]) {
      const byZone = new Map<string, object>();
      for (const entry of list) {
        const first = byZone.get(entry.zone);
        if (first === undefined) {
          byZone.set(entry.zone, entry);
          continue;
        }
        const path = pathOf(entry, 'zone');
        report({
          path,
          message: `${source.quote(path)} is already the zone of another entry (${source.line(pathOf(first, 'zone'))}).`,
        });
      }
    }
  },
};

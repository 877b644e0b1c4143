import { pathOf } from '../../diagnostics';
import { isWithin } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsRecordOutsideZone: NetworkRule = {
  id: 'coredns-record-outside-zone',
  severity: 'error',
  title: 'A DNS record is not in its zone',
  why: 'CoreDNS selects the server block by the zone, so no query for the name would reach the record.',
  fix: 'Write the name in full, ending in the zone, or move the record to another zone.',
  check({ coredns }, report, source) {
    if (coredns.mode === 'none') return;
    for (const entry of coredns.zones) {
      for (const record of entry.records) {
        if (isWithin(record.name, entry.zone)) continue;
        const path = pathOf(record, 'name');
        report({
          path,
          message: `${source.quote(path)} is not in the zone ${source.quote(pathOf(entry, 'zone'))} (${source.line(pathOf(entry, 'zone'))}).`,
          hint: `Names are written in full, such as ${record.name}.${entry.zone}.`,
        });
      }
    }
  },
};

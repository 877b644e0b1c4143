import { Unreadable } from '../../address';
import { pathOf } from '../../diagnostics';
import { formatRecordData } from '../../languages/record-data';
import type { DnsRecord } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsRecordDataInvalid: NetworkRule = {
  id: 'coredns-record-data-invalid',
  severity: 'error',
  title: 'The data of a DNS record do not fit its type',
  why: 'CoreDNS cannot create the record, and answers every query for it with SERVFAIL.',
  fix: 'Write the data as a zone file has them: "10 mail.home.arpa" for MX, the text without quotes for TXT.',
  check({ coredns }, report, source) {
    if (coredns.mode === 'none') return;
    for (const record of coredns.zones.flatMap(({ records }) => records)) {
      for (const index of record.data.keys()) {
        const fault = findFault(record, index);
        if (fault === undefined) continue;
        const path = pathOf(record, 'data', index);
        report({
          path,
          message: `${source.quote(path)} ${fault.message}, and ${record.name} is of the type ${record.type}.`,
          ...(fault.hint !== undefined && { hint: fault.hint }),
        });
      }
    }
  },
};

function findFault({ type, data }: DnsRecord, index: number): Unreadable | undefined {
  try {
    formatRecordData(type, data[index] ?? '');
    return undefined;
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return error;
  }
}

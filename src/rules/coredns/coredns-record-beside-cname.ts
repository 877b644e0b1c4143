import { pathOf } from '../../diagnostics';
import { listFixedNames } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsRecordBesideCname: NetworkRule = {
  id: 'coredns-record-beside-cname',
  severity: 'error',
  title: 'A name has a CNAME and other records',
  why:
    'A CNAME replaces a name with another one, for every type (RFC 1034). CoreDNS answers with the CNAME or with the ' +
    'other record, depending on the order in the profile, and resolvers reject several CNAMEs of one name.',
  fix: 'Remove the CNAME, or the other records of the name.',
  check({ coredns }, report, source) {
    if (coredns.mode === 'none') return;
    const records = coredns.zones.flatMap((zone) => zone.records);
    const entries = [
      ...listFixedNames(coredns).map(({ name, path }) => ({ name, path, type: 'an address' })),
      ...records
        .filter(({ type }) => type !== 'A' && type !== 'AAAA')
        .map((record) => ({
          name: record.name,
          path: pathOf(record, 'name'),
          type: `${record.type} records`,
        })),
    ];
    for (const record of records) {
      if (record.type !== 'CNAME') continue;
      const path = pathOf(record, 'name');
      const other = entries.find((entry) => entry.name === record.name && entry.path.join() !== path.join());
      if (other !== undefined)
        report({
          path,
          message: `${source.quote(path)} has a CNAME, and also ${other.type} (${source.line(other.path)}).`,
        });
      else if (record.data.length > 1)
        report({ path, message: `${source.quote(path)} has ${record.data.length} CNAMEs.` });
    }
  },
};

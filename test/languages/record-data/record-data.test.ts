import { describe, expect, test } from 'vitest';
import type { RecordType } from '../../../src/languages/record-data';
import { formatRecordData, simplifyRecordData } from '../../../src/languages/record-data';

describe('data as a zone file has them, and back', () => {
  test.each<[RecordType, string, string]>([
    ['A', '10.0.0.5', '10.0.0.5'],
    ['AAAA', 'fd00::5', 'fd00::5'],
    ['CNAME', 'web.home.arpa', 'web.home.arpa.'],
    ['PTR', 'nas.home.arpa', 'nas.home.arpa.'],
    ['MX', '10 mail.home.arpa', '10 mail.home.arpa.'],
    ['MX', '0 .', '0 .'],
    ['SRV', '0 5 5060 sip.home.arpa', '0 5 5060 sip.home.arpa.'],
    ['SRV', '0 0 0 .', '0 0 0 .'],
    ['TXT', 'v=spf1 mx -all; a', '"v=spf1 mx -all; a"'],
    ['TXT', 'a'.repeat(300), `"${'a'.repeat(255)}" "${'a'.repeat(45)}"`],
    ['CAA', '0 issue letsencrypt.org', '0 issue "letsencrypt.org"'],
  ])('%s %s', (type, text, data) => {
    expect(formatRecordData(type, text)).toBe(data);
    expect(simplifyRecordData(type, data)).toBe(text);
  });
});

test('a final dot, capitals, leading zeros and quotes of CAA make no difference', () => {
  expect(formatRecordData('CNAME', 'Web.Home.Arpa.')).toBe('web.home.arpa.');
  expect(formatRecordData('MX', '010  mail.home.arpa.')).toBe('10 mail.home.arpa.');
  expect(formatRecordData('CAA', '0 ISSUE "letsencrypt.org"')).toBe('0 issue "letsencrypt.org"');
});

describe('data that CoreDNS would not accept', () => {
  test.each<[RecordType, string]>([
    ['A', 'fd00::1'],
    ['AAAA', '10.0.0.1'],
    ['CNAME', '.'],
    ['CNAME', 'a b'],
    ['CNAME', `${'a'.repeat(64)}.lan`],
    ['MX', 'mail.lan'],
    ['MX', '65536 mail.lan'],
    ['SRV', '1 2 sip.lan'],
    ['TXT', 'a"b'],
    ['TXT', 'a\\b'],
    ['TXT', '{$HOME}'],
    ['TXT', 'a\nb'],
    ['TXT', 'a'.repeat(4001)],
    ['CAA', '256 issue a'],
    ['CAA', '0 issue {a}'],
  ])('%s %j', (type, text) => {
    expect(() => formatRecordData(type, text)).toThrow();
  });
});

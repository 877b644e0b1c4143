import { describe, expect, test } from 'vitest';
import { Unreadable } from '../../../src/address';
import { parseZoneKey } from '../../../src/languages/corefile';

test.each([
  ['home.arpa', { transport: 'dns', port: 53, zones: ['home.arpa'] }],
  ['Home.Arpa.', { transport: 'dns', port: 53, zones: ['home.arpa'] }],
  ['home.arpa:5353', { transport: 'dns', port: 5353, zones: ['home.arpa'] }],
  ['.', { transport: 'dns', port: 53, zones: ['.'] }],
  ['.:53', { transport: 'dns', port: 53, zones: ['.'] }],
  ['tls://home.arpa', { transport: 'tls', port: 853, zones: ['home.arpa'] }],
  ['https://.', { transport: 'https', port: 443, zones: ['.'] }],
  ['_tcp.home.arpa', { transport: 'dns', port: 53, zones: ['_tcp.home.arpa'] }],
])('%s', (text, expected) => {
  expect(parseZoneKey(text)).toEqual(expected);
});

describe('a network becomes its reverse zones', () => {
  test.each<[string, string[]]>([
    ['10.0.0.0/24', ['0.0.10.in-addr.arpa']],
    ['10.0.0.7/24:53', ['0.0.10.in-addr.arpa']],
    ['10.0.0.0/8', ['10.in-addr.arpa']],
    ['10.0.0.0/23', ['0.0.10.in-addr.arpa', '1.0.10.in-addr.arpa']],
    ['10.0.0.9/32', ['9.0.0.10.in-addr.arpa']],
    ['0.0.0.0/0', ['in-addr.arpa']],
    ['fd00::/8', ['d.f.ip6.arpa']],
    ['fd12::/15', ['2.1.d.f.ip6.arpa', '3.1.d.f.ip6.arpa']],
  ])('%s', (text, zones) => {
    expect(parseZoneKey(text).zones).toEqual(zones);
  });
});

test.each([
  [
    '*.home.arpa',
    'has a wildcard, and zones have none',
    'Write "home.arpa": a zone covers all names below it.',
  ],
  ['home arpa', 'is not a domain name', 'Write a zone such as "home.arpa".'],
  ['', 'is not a domain name', 'Write a zone such as "home.arpa".'],
  ['home..arpa', 'is not a domain name', 'Write a zone such as "home.arpa".'],
  ['home.arpa:', 'is not a domain name', 'Write a zone such as "home.arpa".'],
  ['home.arpa:0', 'has no port from 1 to 65535 after the colon', 'Remove port and colon.'],
  [
    'ftp://home.arpa',
    'begins with "ftp://", which CoreDNS does not serve',
    'Write the zone alone: pods ask by plain DNS.',
  ],
])('refuses %s', (text, message, hint) => {
  expect(() => parseZoneKey(text)).toThrow(expect.objectContaining({ message, hint }) as Unreadable);
  expect(() => parseZoneKey(text)).toThrow(Unreadable);
});

test('what looks like a network and is none', () => {
  expect(() => parseZoneKey('10.0.0/24')).toThrow('is neither a domain name nor a network');
});

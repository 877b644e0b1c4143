import { expect, test } from 'vitest';
import { parseNameServer } from '../../src/address';

test.each([
  ['10.0.0.1', 'dns', '10.0.0.1', 53],
  ['10.0.0.1:5353', 'dns', '10.0.0.1', 5353],
  ['dns://10.0.0.1', 'dns', '10.0.0.1', 53],
  ['tls://9.9.9.9', 'tls', '9.9.9.9', 853],
  ['tls://9.9.9.9:8853', 'tls', '9.9.9.9', 8853],
  ['fd00::1', 'dns', 'fd00::1', 53],
  ['[fd00::1]', 'dns', 'fd00::1', 53],
  ['[fd00::1]:5353', 'dns', 'fd00::1', 5353],
  ['tls://[fd00::1]:853', 'tls', 'fd00::1', 853],
])('%s', (text, scheme, address, port) => {
  const server = parseNameServer(text);
  expect([server.scheme, server.address.toString(), server.port]).toEqual([scheme, address, port]);
});

test.each([
  ['dns.quad9.net', 'is not an IP address'],
  ['10.0.0.256', 'is not an IP address'],
  ['10.0.0.1:', 'has no port from 1 to 65535'],
  ['10.0.0.1:0', 'has no port from 1 to 65535'],
  ['10.0.0.1:65536', 'has no port from 1 to 65535'],
  ['10.0.0.1:053', 'has no port from 1 to 65535'],
  ['[fd00::1]:dns', 'has no port from 1 to 65535'],
  ['https://1.1.1.1', 'begins with "https://"'],
  ['/etc/resolv.conf', 'is not an IP address'],
  ['', 'is empty'],
])('%j is none', (text, message) => {
  expect(() => parseNameServer(text)).toThrow(message);
});

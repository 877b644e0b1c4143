import { describe, expect, test } from 'vitest';
import { AddressRange, findSpecialPurposes } from '../../src/address';

describe('what a range is reserved for', () => {
  test.each([
    ['10.0.0.0/8', ['private']],
    ['172.31.255.255/32', ['private']],
    ['172.32.0.0/16', []],
    ['192.168.1.0/24', ['private']],
    ['100.64.0.0/10', ['shared']],
    ['8.8.8.8/32', []],
    ['127.0.0.1/32', ['unusable']],
    ['169.254.0.0/16', ['unusable']],
    ['224.0.0.251/32', ['unusable']],
    ['192.0.2.1/32', ['unusable']],
    ['fd00::/8', ['private']],
    ['fe80::1/128', ['unusable']],
    ['ff02::1/128', ['unusable']],
    ['2001:db8::/64', ['unusable']],
    ['2001:4860:4860::8888/128', []],
    ['9.255.255.255-10.0.0.1', ['private']],
    ['192.168.255.0-192.169.0.255', ['private']],
  ])('%s', (range, uses) => {
    expect(findSpecialPurposes(AddressRange.parse(range)).map(({ use }) => use)).toEqual(uses);
  });

  test('IPv4-mapped addresses are known, although the syntax rejects them', () => {
    const all = findSpecialPurposes(AddressRange.parse('::/0'));
    expect(all.map(({ cidr }) => cidr.toString())).toContain('::ffff:0:0/96');
  });
});

import { expect, test } from 'vitest';
import { Address, AddressRange, Cidr, findFirstUncovered } from '../../src/address';

test.each([
  ['10.0.0.10-10.0.0.20', ['10.0.0.0/24'], undefined],
  ['10.0.0.200-10.0.1.20', ['10.0.1.0/24', '10.0.0.0/24'], undefined],
  ['10.0.0.200-10.0.1.20', ['10.0.0.0/24'], '10.0.1.0'],
  ['9.255.255.255-10.0.0.1', ['10.0.0.0/24'], '9.255.255.255'],
  ['10.0.0.0/24', [], '10.0.0.0'],
  ['fd00::/64', ['0.0.0.0/0'], 'fd00::'],
])('%s in %j: the first outside is %s', (range, networks, expected) => {
  const span = AddressRange.parse(range);
  const outside = findFirstUncovered(
    span,
    networks.map((text) => Cidr.parse(text)),
  );
  expect(outside === undefined ? undefined : new Address(span.family, outside).toString()).toBe(expected);
});

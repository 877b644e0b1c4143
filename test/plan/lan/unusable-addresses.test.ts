import { expect, test } from 'vitest';
import { lanUnusable } from '../../../src/plan';
import { planOf } from '../../plan-of';

function unusable(cidr: string): string[] {
  const { lan } = planOf(`
k3sVersion: v1.37.1+k3s1
lan: { cidr: ${cidr} }
nodes: [{ name: one, role: server, nodeIp: 10.0.0.11 }]
`);
  return lanUnusable(lan).map(({ address, name }) => `${address.toString()} ${name}`);
}

test('the first and the last address of each IPv4 network', () => {
  expect(unusable('[10.0.0.0/24, fd00::/64, 10.0.1.128/25]')).toEqual([
    '10.0.0.0 network',
    '10.0.0.255 broadcast',
    '10.0.1.128 network',
    '10.0.1.255 broadcast',
  ]);
});

test('point-to-point networks have neither', () => {
  expect(unusable('10.0.0.10/31')).toEqual([]);
});

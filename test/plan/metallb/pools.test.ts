import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IPAddressPoolPlan } from '../../../src/plan';
import { Address, AddressRange } from '../../../src/address';
import {
  admits,
  countAssignable,
  isBuggyIP,
  listLoadBalancerServices,
  findPoolsFor,
  findPoolWith,
  widestPrefix,
} from '../../../src/plan';
import { planOf } from '../../plan-of';

function pool(name: string, addresses: string[], more: Partial<IPAddressPoolPlan> = {}): IPAddressPoolPlan {
  return {
    name,
    addresses: addresses.map((text) => AddressRange.parse(text)),
    autoAssign: true,
    avoidBuggyIPs: false,
    labels: {},
    ...more,
  };
}

describe('how much a pool can give', () => {
  test.each([
    ['10.0.0.100-10.0.0.150', false, 51n],
    ['10.0.0.0/24', true, 254n],
    ['10.0.0.0/22', true, 1016n],
    ['10.0.0.1-10.0.0.254', true, 254n],
    ['10.0.0.255-10.0.1.0', true, 0n],
    ['0.0.0.0/0', true, 2n ** 32n - 2n ** 25n],
  ])('%s with avoidBuggyIPs %s: %s', (range, avoidBuggyIPs, expected) => {
    expect(countAssignable(pool('lan', [range], { avoidBuggyIPs }), 4)).toBe(expected);
  });

  test('each family by itself; IPv6 has no buggy addresses', () => {
    const both = pool('lan', ['10.0.0.0/31', 'fd00::/126'], { avoidBuggyIPs: true });
    expect(countAssignable(both, 4)).toBe(1n);
    expect(countAssignable(both, 6)).toBe(4n);
  });

  test('the same as counting them', () => {
    const ends = fc.tuple(fc.integer({ min: 0, max: 1500 }), fc.integer({ min: 0, max: 1500 }));
    fc.assert(
      fc.property(ends, ([a, b]) => {
        const [first, last] = [Math.min(a, b), Math.max(a, b)].map(
          (n) => new Address(4, 0x0a000000n + BigInt(n)),
        );
        const range = `${first?.toString()}-${last?.toString()}`;
        let counted = 0n;
        for (let value = first?.value ?? 0n; value <= (last?.value ?? 0n); value += 1n) {
          if (!isBuggyIP(new Address(4, value))) counted += 1n;
        }
        expect(countAssignable(pool('lan', [range], { avoidBuggyIPs: true }), 4)).toBe(counted);
      }),
    );
  });
});

test.each([
  ['10.0.0.0/24', 24],
  ['10.0.0.100-10.0.0.150', 28],
  ['3.3.3.2-3.3.3.254', 26],
  ['10.0.0.7-10.0.0.7', 32],
  ['fd00::/64', 64],
])('the largest network of %s is a /%i', (range, length) => {
  expect(widestPrefix(AddressRange.parse(range))).toBe(length);
});

const SERVICES = listLoadBalancerServices(
  planOf(`
k3sVersion: v1.37.1+k3s1
lan: { cidr: 10.0.0.0/24 }
nodes: [{ name: one, role: server, nodeIp: 10.0.0.11 }]
metallb: { ipAddressPools: [{ name: lan, addresses: [10.0.0.100-10.0.0.150], advertise: l2 }] }
traefik: { ipAddressPool: lan }
samples:
  - { name: fixed, loadBalancer: { port: 81, loadBalancerIPs: 10.0.0.120 } }
  - { name: any, loadBalancer: { port: 82 } }
`),
);
const [traefik, fixed, any] = SERVICES as [(typeof SERVICES)[0], (typeof SERVICES)[0], (typeof SERVICES)[0]];
const LAN = pool('lan', ['10.0.0.100-10.0.0.150']);
const QUIET = pool('quiet', ['10.0.1.0/24'], { autoAssign: false });
const SIX = pool('six', ['fd00::/64']);
const namespaces = (...names: string[]) => ({
  serviceAllocation: { priority: 0, namespaces: names, namespaceSelectors: [], serviceSelectors: [] },
});

test('a pool with namespaces is for their Services only, unless labels may let others in', () => {
  expect(admits(LAN, any)).toBe(true);
  expect(admits({ ...LAN, ...namespaces('samples') }, any)).toBe(true);
  expect(admits({ ...LAN, ...namespaces('samples') }, traefik)).toBe(false);
  const labelled = {
    ...namespaces('samples').serviceAllocation,
    namespaceSelectors: [{ matchLabels: {}, matchExpressions: [] }],
  };
  expect(admits({ ...LAN, serviceAllocation: labelled }, traefik)).toBe(true);
  expect(admits({ ...LAN, ...namespaces() }, traefik)).toBe(true);
});

test('a Service takes from the pool of its address, from the one that it names, or from any automatic one', () => {
  const names = (service: typeof any) => findPoolsFor([QUIET, SIX, LAN], service).map(({ name }) => name);
  expect(names(traefik)).toEqual(['lan']);
  expect(names(fixed)).toEqual(['lan']);
  expect(names(any)).toEqual(['lan']);
  expect(findPoolsFor([QUIET, SIX], any)).toEqual([]);
  expect(findPoolsFor([{ ...QUIET, name: 'lan' }], traefik)).toHaveLength(1);
  expect(findPoolsFor([{ ...LAN, ...namespaces('prod') }], fixed)).toEqual([]);
});

test('the pool of an address', () => {
  expect(findPoolWith([QUIET, LAN], Address.parse('10.0.0.150'))).toBe(LAN);
  expect(findPoolWith([QUIET, LAN], Address.parse('10.0.0.151'))).toBeUndefined();
});

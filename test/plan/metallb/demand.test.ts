import { describe, expect, test } from 'vitest';
import { listMetalLbServices, findShortages } from '../../../src/plan';
import { planOf } from '../../plan-of';

/** What is short in a cluster with these pools and Services. */
function short(pools: string, services: string, dualStack = false) {
  const both = dualStack
    ? 'clusterCidr: [10.42.0.0/16, fd00:42::/56]\nserviceCidr: [10.43.0.0/16, fd00:43::/112]\n'
    : '';
  const plan = planOf(`
k3sVersion: v1.37.1+k3s1
lan: { cidr: [10.0.0.0/24, fd00::/64] }
nodes: [{ name: one, role: server, nodeIp: ${dualStack ? '[10.0.0.11, fd00::11]' : '10.0.0.11'} }]
${both}metallb: { ipAddressPools: [${pools}] }
traefik: { mode: none }
samples: [${services}]
`);
  return findShortages(plan.metallb?.ipAddressPools ?? [], listMetalLbServices(plan)).map(
    ({ pools: set, family, services: bound, needed, available }) => ({
      pools: set.map(({ name }) => name),
      family,
      services: bound.map(({ title }) => title),
      needed,
      available,
    }),
  );
}

const pool = (name: string, addresses: string, more = '') =>
  `{ name: ${name}, addresses: [${addresses}], advertise: l2${more} }`;
const service = (name: string, more = '') => `{ name: ${name}, loadBalancer: { port: 80${more} } }`;

describe('one family', () => {
  test('as many addresses as Services are enough', () => {
    expect(short(pool('lan', '10.0.0.100/31'), `${service('a')}, ${service('b')}`)).toEqual([]);
  });

  test('one less is not', () => {
    const services = ['a', 'b', 'c'].map((name) => service(name)).join(', ');
    expect(short(pool('lan', '10.0.0.100/31'), services)).toEqual([
      {
        pools: ['lan'],
        family: 4,
        services: ['sample "a"', 'sample "b"', 'sample "c"'],
        needed: 3n,
        available: 2n,
      },
    ]);
  });

  test('what is named elsewhere does not count', () => {
    const pools = `${pool('lan', '10.0.0.100/32')}, ${pool('spare', '10.0.0.110/32')}`;
    expect(short(pools, `${service('a', ', ipAddressPool: spare')}, ${service('b')}`)).toEqual([]);
  });

  test('a Service with a choice is counted where all of its pools are too small together', () => {
    const pools = `${pool('lan', '10.0.0.100/32')}, ${pool('spare', '10.0.0.110/32')}`;
    const services = `${service('a', ', ipAddressPool: spare')}, ${service('b')}, ${service('c')}`;
    expect(short(pools, services)).toEqual([
      expect.objectContaining({ pools: ['lan', 'spare'], needed: 3n, available: 2n }),
    ]);
  });
});

describe('shared addresses', () => {
  const shared = (name: string, port: number, more = '') =>
    `{ name: ${name}, loadBalancer: { port: ${port}, allowSharedIp: web${more} } }`;

  test('different ports of one key need one address', () => {
    expect(short(pool('lan', '10.0.0.100/32'), `${shared('a', 80)}, ${shared('b', 81)}`)).toEqual([]);
  });

  test('each further use of a port needs one more', () => {
    const services = `${shared('a', 80)}, ${shared('b', 80)}, ${shared('c', 81)}`;
    expect(short(pool('lan', '10.0.0.100/32'), services)).toEqual([
      expect.objectContaining({ needed: 2n, available: 1n }),
    ]);
  });

  test('with the policy Local each needs its own', () => {
    const local = ', externalTrafficPolicy: Local';
    const services = `${shared('a', 80, local)}, ${shared('b', 81, local)}`;
    expect(short(pool('lan', '10.0.0.100/32'), services)).toEqual([expect.objectContaining({ needed: 2n })]);
  });

  test('a fixed address is shared by those without one', () => {
    const services = `${shared('a', 80, ', loadBalancerIPs: 10.0.0.100')}, ${shared('b', 81)}`;
    expect(short(pool('lan', '10.0.0.100/32'), services)).toEqual([]);
  });
});

describe('two families', () => {
  test('a Service of both makes do with one of them', () => {
    expect(
      short(pool('lan', '10.0.0.100/32, fd00::100/128'), `${service('a')}, ${service('b')}`, true),
    ).toEqual([]);
  });

  test('when both are used up there is none', () => {
    const services = ['a', 'b', 'c'].map((name) => service(name)).join(', ');
    expect(short(pool('lan', '10.0.0.100/32, fd00::100/128'), services, true)).toEqual([
      expect.objectContaining({ family: undefined, needed: 3n, available: 2n }),
    ]);
  });

  test('fixed addresses count in their own family', () => {
    const services = ['100', '101']
      .map((end) => service(`a${end}`, `, loadBalancerIPs: 10.0.0.${end}`))
      .join(', ');
    expect(short(pool('lan', '10.0.0.100/31, fd00::/120'), services, true)).toEqual([]);
  });
});

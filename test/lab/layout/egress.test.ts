import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { listNetworkCommands } from '../../../src/lab/layout/commands';
import { planOf } from '../../plan-of';
import { layoutOf } from '../host-of';

const TWO = `
k3sVersion: v1.37.1+k3s1
lan: { cidr: 10.0.0.0/24, gateway: 10.0.0.1 }
nodes:
  - { name: one, role: server, nodeIp: 10.0.0.11 }
  - { name: two, role: agent, nodeIp: 10.0.0.12 }
metallb:
  ipAddressPools: [{ name: lan, addresses: [10.0.0.100-10.0.0.150], advertise: l2 }]
`;
const WAY_OUT = 'one process on this machine makes all connections from the lab to the outside';

const outside = (profile: string, hostNetworks: readonly string[], overlap = false) =>
  layoutOf(planOf(profile), { egress: { hostNetworks, overlap } });

test('the network of the way out does not overlap the host', () => {
  expect(outside(TWO, ['10.0.2.0/23']).egress).toMatchObject({
    cidr: '172.31.254.0/24',
    nameServer: '172.31.254.3',
    options: ['--configure', '--mtu=1500', '--disable-host-loopback', '--cidr=172.31.254.0/24'],
  });
});

test('there is no way out if every candidate network is in use', () => {
  const all = ['10.0.2.0/24', '172.16.0.0/12', '192.168.0.0/16', '198.18.0.0/15'];
  expect(() => outside(TWO, all)).toThrow(
    '--egress: none of 10.0.2.0/24, 172.31.254.0/24, 192.168.254.0/24, 198.18.254.0/24 is free',
  );
});

test('there is no way out for nodes without IPv4', () => {
  const plan = `
k3sVersion: v1.37.1+k3s1
lan: { cidr: 'fd00::/64' }
nodes: [{ name: one, role: server, nodeIp: 'fd00::11' }]
clusterCidr: fd42::/56
serviceCidr: fd43::/112
`;
  expect(() => outside(plan, [])).toThrow(
    '--egress: the way out is IPv4 only, and a node has IPv6 addresses only; name a folder of image archives by --images <dir>',
  );
});

describe('addresses of the lab', () => {
  const closing = (layout: ReturnType<typeof layoutOf>) =>
    listNetworkCommands(layout)
      .filter(({ argv }) => argv.includes('unreachable'))
      .map(({ machine, argv }) => `${machine}: ${argv.map(String).join(' ')}`);

  test('are never routed to the outside, whether they are in use or not', () => {
    expect(closing(outside(TWO, []))).toEqual([
      'router: ip route add unreachable 10.0.0.0/24 metric 4294967295',
      'router: ip route add unreachable 10.42.0.0/16 metric 4294967295',
      'router: ip route add unreachable 10.43.0.0/16 metric 4294967295',
    ]);
  });

  test('are not routed to the outside before MetalLB announces their pool', () => {
    const rack = planOf(readFileSync('profiles/rack-bgp.yaml', 'utf8'), 'rack-bgp');
    expect(layoutOf(rack, { egress: { hostNetworks: [], overlap: false } }).egress?.closed).toEqual([
      ...['10.20.0.0/24', '10.120.0.0/16', '10.121.0.0/16', '10.21.0.0/24'],
    ]);
  });

  test('need no route without a way out', () => {
    expect(closing(layoutOf(planOf(TWO)))).toEqual([]);
  });
});

describe("networks of the host that overlap the lab's", () => {
  // At home, beside a k3s of the machine's own.
  const host = ['10.0.0.0/24', '10.0.0.5/32', '10.42.0.0/24', '10.42.1.0/24', '172.17.0.0/16', 'fd00::/64'];

  test('prevent the way out', () => {
    expect(() => outside(TWO, host)).toThrow(
      '--egress: 10.0.0.0/24, 10.42.0.0/24, 10.42.1.0/24 are networks of this machine, and the lab uses addresses there; name a folder of image archives by --images <dir>, or add --overlap, and the lab cannot reach these networks',
    );
    expect(() => outside(TWO, ['10.0.0.0/8'])).toThrow('--egress: 10.0.0.0/8 is a network of this machine,');
  });

  test('are unreachable with --overlap, and the difference is listed', () => {
    expect(outside(TWO, host, true).differences).toEqual([
      WAY_OUT,
      'the lab cannot reach 10.0.0.0/24, 10.42.0.0/24, 10.42.1.0/24 of this machine: it uses addresses there',
    ]);
  });

  test('are usually none', () => {
    expect(outside(TWO, ['172.17.0.0/16']).differences).toEqual([WAY_OUT]);
  });
});

import { describe, expect, test } from 'vitest';
import {
  describeOmittedPeers,
  collectBgpRouters,
  formatBirdConfig,
} from '../../../src/lab/layout/bird-config';
import { planOf } from '../../plan-of';

/** Two nodes of two families, and what MetalLB is told. */
const plan = (metallb: string) =>
  planOf(`
k3sVersion: v1.37.1+k3s1
lan: { cidr: [10.0.0.0/24, fd00::/64], gateway: [10.0.0.1, fd00::1] }
nodes:
  - { name: one, role: server, nodeIp: [10.0.0.11, fd00::11] }
  - { name: two, role: agent, nodeIp: [10.0.0.12, fd00::12] }
clusterCidr: [10.42.0.0/16, fd42::/56]
serviceCidr: [10.43.0.0/16, fd43::/112]
metallb:
  ipAddressPools: [{ name: lan, addresses: [198.18.0.0/24], advertise: bgp }]
${metallb.trim().replace(/^/gm, '  ')}
`);

const routersOf = (metallb: string) => collectBgpRouters(plan(metallb));

/** The configuration of each router. */
const configs = (metallb: string, passwords: ReadonlyMap<string, string> = new Map()) =>
  routersOf(metallb).map((router) => formatBirdConfig(router, passwords));

const TIMES = 'connect delay time 1; connect retry time 5; error wait time 1, 5;';

test('a profile without BGP has no routers', () => {
  const l2 = planOf(`
k3sVersion: v1.37.1+k3s1
lan: { cidr: 10.0.0.0/24 }
nodes: [{ name: one, role: server, nodeIp: 10.0.0.11 }]
metallb: { ipAddressPools: [{ name: lan, addresses: [10.0.0.100-10.0.0.150], advertise: l2 }] }
`);
  expect(collectBgpRouters(l2)).toEqual([]);
});

describe('one peer', () => {
  test('has a session with each node, imports nothing from the kernel and exports nothing to nodes', () => {
    expect(configs('bgpPeers: [{ name: tor, myASN: 64512, peerASN: 64601, peerAddress: 10.0.0.1 }]')).toEqual(
      [
        `log stderr all;
router id 10.0.0.1;
protocol device {}
protocol kernel kernel4 { merge paths on; metric 32; ipv4 { import none; export where source = RTS_BGP; }; }
protocol kernel kernel6 { merge paths on; metric 32; ipv6 { import none; export where source = RTS_BGP; }; }
protocol bgp 'tor_one' { local 10.0.0.1 port 179 as 64601; neighbor 10.0.0.11 as 64512; strict bind on; ${TIMES} ipv4 { import all; export none; }; }
protocol bgp 'tor_two' { local 10.0.0.1 port 179 as 64601; neighbor 10.0.0.12 as 64512; strict bind on; ${TIMES} ipv4 { import all; export none; }; }
`,
      ],
    );
  });

  /** Of a peer with further keys: its session with the first node. */
  const session = (keys: string, passwords?: ReadonlyMap<string, string>) =>
    configs(
      `bgpBackend: frr-k8s\nbgpPeers: [{ name: tor, myASN: 64512, ${keys}, nodeSelectors: [{ matchLabels: { kubernetes.io/hostname: one } }] }]`,
      passwords,
    ).map((config) => config.split('\n').at(-2));

  test('with an IPv6 address', () => {
    const keys = 'peerASN: 64601, peerAddress: fd00::1';
    expect(session(keys)).toEqual([
      `protocol bgp 'tor_one' { local fd00::1 port 179 as 64601; neighbor fd00::11 as 64512; strict bind on; ${TIMES} ipv6 { import all; export none; }; }`,
    ]);
    // An id looks like an IPv4 address, whatever the router has.
    expect(configs(`bgpPeers: [{ name: tor, myASN: 64512, ${keys} }]`)[0]).toContain(
      'router id 192.0.2.1;\n',
    );
  });

  test('with both families in one session', () => {
    expect(session('peerASN: 64601, peerAddress: 10.0.0.1, dualStackAddressFamily: true')).toEqual([
      `protocol bgp 'tor_one' { local 10.0.0.1 port 179 as 64601; neighbor 10.0.0.11 as 64512; strict bind on; ${TIMES} ipv4 { import all; export none; }; ipv6 { import all; export none; }; }`,
    ]);
  });

  test('with multihop and another port', () => {
    expect(session('peerASN: 64601, peerAddress: 10.9.0.1, peerPort: 1179, ebgpMultiHop: true')).toEqual([
      `protocol bgp 'tor_one' { local 10.9.0.1 port 1179 as 64601; neighbor 10.0.0.11 as 64512; strict bind on; ${TIMES} multihop; ipv4 { import all; export none; }; }`,
    ]);
  });

  test('with a generated password', () => {
    const keys = 'peerASN: 64601, peerAddress: 10.0.0.1, passwordSecret: bgp-tor';
    expect(session(keys, new Map([['bgp-tor', 'cafe']]))).toEqual([
      `protocol bgp 'tor_one' { local 10.0.0.1 port 179 as 64601; neighbor 10.0.0.11 as 64512; strict bind on; ${TIMES} password "cafe"; ipv4 { import all; export none; }; }`,
    ]);
    expect(session(keys, new Map([['bgp-other', 'cafe']]))[0]).not.toContain('password');
  });

  test('with a dynamic AS number', () => {
    expect(session('dynamicASN: external, peerAddress: 10.0.0.1')[0]).toContain(
      'port 179 as 64513; neighbor',
    );
    expect(session('dynamicASN: internal, peerAddress: 10.0.0.1')[0]).toContain(
      'port 179 as 64512; neighbor',
    );
  });

  test('with a source address of the node', () => {
    expect(session('peerASN: 64601, peerAddress: 10.0.0.1, sourceAddress: 10.0.0.111')[0]).toContain(
      'neighbor 10.0.0.111 as 64512;',
    );
  });
});

describe('BFD', () => {
  const peer =
    'bgpBackend: frr-k8s\nbgpPeers: [{ name: tor, myASN: 64512, peerASN: 64601, peerAddress: 10.0.0.1, bfdProfile: fast }]';

  test("has the profile's timers, in the sessions that use it", () => {
    const [config = ''] = configs(
      `${peer}\nbfdProfiles: [{ name: fast, receiveInterval: 150, transmitInterval: 200, detectMultiplier: 5 }]`,
    );
    expect(config.split('\n')[5]).toBe(
      'protocol bfd { strict bind on; interface "*" { min rx interval 150 ms; min tx interval 200 ms; multiplier 5; }; multihop { min rx interval 150 ms; min tx interval 200 ms; multiplier 5; }; }',
    );
    expect(config.split('\n')[6]).toBe(
      `protocol bgp 'tor_one' { local 10.0.0.1 port 179 as 64601; neighbor 10.0.0.11 as 64512; strict bind on; ${TIMES} bfd on; ipv4 { import all; export none; }; }`,
    );
  });

  test("has MetalLB's default timers if the profile sets none", () => {
    expect(configs(`${peer}\nbfdProfiles: [{ name: fast }]`)[0]).toContain(
      'interface "*" { min rx interval 300 ms; min tx interval 300 ms; multiplier 3; };',
    );
  });

  test('is not configured on a router whose peers do not use it', () => {
    const [config] = configs(
      'bgpPeers: [{ name: tor, myASN: 64512, peerASN: 64601, peerAddress: 10.0.0.1 }]',
    );
    expect(config).not.toContain('bfd');
  });
});

describe('two peers', () => {
  test('are two routers, and the routes of the first are preferred', () => {
    const routers = routersOf(`
bgpPeers:
  - { name: tor-a, myASN: 64512, peerASN: 64601, peerAddress: 10.0.0.2 }
  - { name: tor-b, myASN: 64512, peerASN: 64602, peerAddress: fd00::3 }
`);
    expect(routers.map(({ name, routerId, metric }) => `${name} ${routerId} ${metric}`)).toEqual([
      'tor-a 10.0.0.2 32',
      'tor-b 192.0.2.2 33',
    ]);
    expect(routers.map(({ sessions }) => sessions.map(({ name }) => name))).toEqual([
      ['tor-a_one', 'tor-a_two'],
      ['tor-b_one', 'tor-b_two'],
    ]);
  });

  test('with the same address are one router', () => {
    const [router, ...others] = routersOf(`
bgpPeers:
  - { name: first, myASN: 64512, peerASN: 64601, peerAddress: 10.0.0.2, nodeSelectors: [{ matchLabels: { kubernetes.io/hostname: one } }] }
  - { name: second, myASN: 64513, peerASN: 64601, peerAddress: 10.0.0.2, nodeSelectors: [{ matchLabels: { kubernetes.io/hostname: two } }] }
`);
    expect(others).toEqual([]);
    expect(router?.name).toBe('first');
    expect(router?.sessions.map(({ name, neighborAsn }) => `${name} ${neighborAsn}`)).toEqual([
      'first_one 64512',
      'second_two 64513',
    ]);
  });
});

test('peers in a VRF or on an interface are omitted, and the difference is listed', () => {
  const elsewhere = `
bgpBackend: frr-k8s
bgpPeers:
  - { name: blue, myASN: 64512, peerASN: 64601, peerAddress: 10.0.0.2, vrf: blue }
  - { name: cable, myASN: 64512, peerASN: 64601, interface: eth1 }
`;
  expect(routersOf(elsewhere)).toEqual([]);
  expect(describeOmittedPeers(plan(elsewhere))).toEqual([
    'the BGP peer "blue" is omitted: the lab\'s nodes have no VRF blue',
    'the BGP peer "cable" is omitted: the lab has no cable for eth1',
  ]);
});

import { describe, expect, test } from 'vitest';
import type { NetworkPlan } from '../../../src/plan';
import {
  announcersOf,
  bgpAdvertisementsOf,
  expressionKey,
  isExcludedInterface,
  l2AdvertisementsOf,
  findObstacle,
  peersOf,
  findPeersOnOneNode,
  findPeersSharingNode,
  poolsOf,
  readCommunity,
  selectorKey,
  listSelectors,
} from '../../../src/plan';
import { planOf } from '../../plan-of';

const PLAN = planOf(`
k3sVersion: v1.37.1+k3s1
lan: { cidr: 10.0.0.0/24 }
nodes:
  - { name: one, role: server, nodeIp: 10.0.0.11, nodeTaint: ["node-role.kubernetes.io/control-plane:NoSchedule"] }
  - { name: two, role: agent, nodeIp: 10.0.0.12, nodeTaint: ["spot=true:PreferNoSchedule", "dedicated=db:NoExecute"] }
  - { name: three, role: agent, nodeIp: 10.0.0.13, nodeLabel: ["node.kubernetes.io/exclude-from-external-load-balancers="] }
metallb:
  ipAddressPools:
    - { name: lan, addresses: [10.0.0.100-10.0.0.150], advertise: l2 }
    - { name: rack, addresses: [172.20.0.0/24], advertise: bgp }
    - { name: quiet, addresses: [172.21.0.0/24], advertise: none, serviceAllocation: { serviceSelectors: [{ matchLabels: { a: b } }] } }
  l2Advertisements:
    - { name: named, ipAddressPools: [lan], nodeSelectors: [{ matchLabels: { kubernetes.io/hostname: two } }] }
  bgpAdvertisements:
    - { name: every, peers: [tor2] }
  bgpPeers:
    - { name: tor1, myASN: 64512, peerASN: 64513, peerAddress: 10.0.0.1, nodeSelectors: [{ matchLabels: { kubernetes.io/hostname: one } }] }
    - { name: tor2, myASN: 64512, peerASN: 64513, peerAddress: 10.0.0.2, nodeSelectors: [{ matchLabels: { kubernetes.io/hostname: two } }] }
    - { name: tor3, myASN: 64512, peerASN: 64513, peerAddress: 10.0.0.3 }
`);
const metallb = PLAN.metallb as NonNullable<NetworkPlan['metallb']>;
const [lan, rack, quiet] = metallb.ipAddressPools as [
  (typeof metallb.ipAddressPools)[0],
  (typeof metallb.ipAddressPools)[0],
  (typeof metallb.ipAddressPools)[0],
];
const names = (things: readonly { readonly name: string }[]) => things.map(({ name }) => name);

describe('advertisements with ipAddressPoolSelectors', () => {
  const plan = planOf(`
k3sVersion: v1.37.1+k3s1
lan: { cidr: 10.0.0.0/24 }
nodes: [{ name: one, role: server, nodeIp: 10.0.0.11 }]
metallb:
  ipAddressPools:
    - { name: wired, addresses: [10.0.0.100-10.0.0.109], labels: { segment: wired, floor: '1' } }
    - { name: wireless, addresses: [10.0.0.110-10.0.0.119], labels: { segment: wireless } }
    - { name: plain, addresses: [10.0.0.120-10.0.0.129] }
  l2Advertisements:
    - { name: by-label, ipAddressPoolSelectors: [{ matchLabels: { segment: wired, floor: '1' } }] }
    - { name: both, ipAddressPools: [plain], ipAddressPoolSelectors: [{ matchLabels: { segment: wireless } }] }
    - { name: none, ipAddressPoolSelectors: [{ matchLabels: { kubernetes.io/arch: arm64 } }] }
    - { name: own-label, ipAddressPoolSelectors: [{ matchLabels: { app.kubernetes.io/name: metallb } }] }
  bgpAdvertisements:
    - name: any-of
      ipAddressPoolSelectors:
        - matchExpressions: [{ key: floor, operator: In, values: ['1', '2'] }]
        - matchExpressions: [{ key: segment, operator: DoesNotExist }]
`).metallb as NonNullable<NetworkPlan['metallb']>;
  const poolsOfEach = (advertisements: Parameters<typeof poolsOf>[1][]) =>
    Object.fromEntries(advertisements.map((one) => [one.name, names(poolsOf(plan, one))]));

  test('announce the pools whose labels match, beside those that they name', () => {
    expect(poolsOfEach([...plan.l2Advertisements, ...plan.bgpAdvertisements])).toEqual({
      'by-label': ['wired'],
      both: ['wireless', 'plain'],
      none: [],
      'own-label': ['wired', 'wireless', 'plain'],
      'any-of': ['wired', 'plain'],
    });
    expect(plan.ipAddressPools.map((pool) => names(l2AdvertisementsOf(plan, pool)))).toEqual([
      ['by-label', 'own-label'],
      ['both', 'own-label'],
      ['both', 'own-label'],
    ]);
  });
});

describe('advertisements', () => {
  test('those that name a pool, and the one that the pool itself makes', () => {
    expect(names(l2AdvertisementsOf(metallb, lan))).toEqual(['named', 'lan']);
    expect(names(l2AdvertisementsOf(metallb, rack))).toEqual([]);
  });

  test('one without pools is of every pool', () => {
    expect(names(bgpAdvertisementsOf(metallb, quiet))).toEqual(['every']);
    expect(names(bgpAdvertisementsOf(metallb, rack))).toEqual(['every', 'rack']);
    expect(metallb.bgpAdvertisements.map((one) => names(poolsOf(metallb, one)))).toEqual([
      ['lan', 'rack', 'quiet'],
      ['rack'],
    ]);
  });

  test('one without peers goes to every peer', () => {
    expect(metallb.bgpAdvertisements.map((one) => names(peersOf(metallb, one)))).toEqual([
      ['tor2'],
      ['tor1', 'tor2', 'tor3'],
    ]);
  });
});

describe('who announces', () => {
  test('every node that one of the advertisements selects, in the order of the profile', () => {
    expect(names(announcersOf(PLAN, metallb, lan))).toEqual(['one', 'two', 'three']);
    const restricted = {
      ...metallb,
      l2Advertisements: metallb.l2Advertisements.slice(0, 1),
      bgpAdvertisements: [],
    };
    expect(names(announcersOf(PLAN, restricted, lan))).toEqual(['two']);
  });

  test('speakers tolerate the control plane, and no other taint', () => {
    expect(PLAN.nodes.map((node) => findObstacle(PLAN, node))).toEqual([
      undefined,
      'dedicated=db:NoExecute',
      'node.kubernetes.io/exclude-from-external-load-balancers',
    ]);
  });

  test.each(['lo', 'cni0', 'flannel.1', 'flannel-wg', 'veth0a', 'docker0', 'cali12', 'kube-ipvs0'])(
    'never on %s',
    (name) => {
      expect(isExcludedInterface(name)).toBe(true);
    },
  );

  test.each(['eth0', 'enp3s0', 'wlan0', 'lo0', 'br0', 'end0', 'bond0'])('on %s', (name) => {
    expect(isExcludedInterface(name)).toBe(false);
  });
});

describe('peers of one node', () => {
  const pairs = (plan: NetworkPlan) =>
    findPeersSharingNode(plan).map(({ peer, other, node }) => [peer.name, other.name, node.name]);

  test('two that select a node in common', () => {
    expect(pairs(PLAN)).toEqual([
      ['tor3', 'tor1', 'one'],
      ['tor3', 'tor2', 'two'],
    ]);
  });

  test('share one FRR with that backend only', () => {
    expect(findPeersOnOneNode(PLAN)).toEqual([]);
    expect(findPeersOnOneNode({ ...PLAN, metallb: { ...metallb, bgpBackend: 'frr-k8s' } })).toHaveLength(2);
  });
});

describe('communities', () => {
  test.each([
    ['65535:65281', { kind: 'legacy' }],
    ['0:0', { kind: 'legacy' }],
    ['large:4294967295:0:1', { kind: 'large' }],
    ['customers', { kind: 'alias' }],
    ['99999999:1', { kind: 'invalid', section: '99999999', bits: 16 }],
    ['1:65536', { kind: 'invalid', section: '65536', bits: 16 }],
    ['large:1:2:4294967296', { kind: 'invalid', section: '4294967296', bits: 32 }],
  ])('%s', (text, community) => {
    expect(readCommunity(text)).toEqual(community);
  });
});

describe('selectors', () => {
  test('all lists of a block that are not empty', () => {
    expect(listSelectors(metallb)).toHaveLength(4);
  });

  test('the same text whatever the order', () => {
    const a = { key: 'zone', operator: 'In', values: ['x', 'y'] } as const;
    const b = { key: 'zone', operator: 'In', values: ['y', 'x'] } as const;
    expect(expressionKey(a)).toBe(expressionKey(b));
    expect(expressionKey(a)).not.toBe(expressionKey({ ...a, operator: 'NotIn' }));
    const first = { matchLabels: { p: '1', q: '2' }, matchExpressions: [a] };
    expect(selectorKey(first)).toBe(selectorKey({ matchLabels: { q: '2', p: '1' }, matchExpressions: [b] }));
    expect(selectorKey(first)).not.toBe(selectorKey({ ...first, matchLabels: { p: '1' } }));
  });
});

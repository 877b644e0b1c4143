import { describe, expect, test } from 'vitest';
import type { NetworkPlan } from '../../../src/plan';
import { pathOf, formatPath } from '../../../src/diagnostics';
import { planOf } from '../../plan-of';
import { BASE } from '../../profile/problems-of';

/** The plan of the smallest profile with something added. */
const plan = (text = '') => planOf(`${BASE}${text}\n`);

const texts = (values: Iterable<unknown>) => Array.from(values, String);

/** Two nodes with IPv4 and IPv6. */
const DUAL = `
k3sVersion: v1.37.1+k3s1
lan: { cidr: [10.0.0.0/24, 'fd10::/64'], gateway: [10.0.0.1, 'fd10::1'] }
nodes:
  - { name: one, role: server, nodeIp: ['fd10::11', 10.0.0.11] }
  - { name: two, role: agent, nodeIp: [10.0.0.12, 'fd10::12'] }
`;

describe('the smallest profile', () => {
  const minimal = plan();

  test('has every default', () => {
    expect(minimal.cluster).toBe('test');
    expect(minimal.lan).toMatchObject({ gateway: [], mtu: 1500, reserved: [] });
    expect(minimal.datastore).toBe('sqlite');
    expect(minimal.tlsSan).toEqual([]);
    expect(texts(minimal.clusterCidr)).toEqual(['10.42.0.0/16']);
    expect(texts(minimal.serviceCidr)).toEqual(['10.43.0.0/16']);
    expect(minimal.nodeCidrMaskSize).toEqual({ 4: 24 });
    expect(minimal.apiServiceAddress.toString()).toBe('10.43.0.1');
    expect(texts(minimal.clusterDns)).toEqual(['10.43.0.10']);
    expect(minimal.clusterDomain).toBe('cluster.local');
    expect(minimal.serviceNodePortRange).toEqual({ first: 30000, last: 32767 });
    expect(minimal.kubeProxy).toEqual({ mode: 'iptables' });
    expect(minimal.networkPolicy).toBe(true);
    expect(minimal.metallb).toBeUndefined();
    expect(minimal.samples).toEqual([]);
    expect(minimal.silence).toEqual([]);
    expect(minimal.disable).toEqual([]);
  });

  test('has one server and no agents', () => {
    expect(minimal.nodes).toHaveLength(1);
    expect(minimal.servers).toEqual(minimal.nodes);
    expect(minimal.agents).toEqual([]);
    expect(minimal.nodes[0]).toMatchObject({ nodeExternalIp: [], nodeLabel: [], nodeTaint: [] });
    expect(minimal.nodes[0]?.flannelIface).toBeUndefined();
  });

  test('is joined by the first server', () => {
    expect(minimal.registration).toEqual({
      ...{ address: '10.0.0.11', port: 6443, url: 'https://10.0.0.11:6443', fixed: false },
    });
  });

  test('has flannel as k3s has it', () => {
    expect({ ...minimal.flannel }).toEqual({
      ...{ backend: 'vxlan', externalIp: false, ipv6Masq: false, needsConf: false },
      ...{ vni: 1, port: 8472, directRouting: false },
      ...{ listenPort: 51820, listenPortV6: 51821, persistentKeepaliveInterval: 25 },
      ...{ overhead: 50, podMtu: 1450 },
    });
  });

  test("has k3s's own parts", () => {
    expect({ ...minimal.coredns }).toEqual({
      ...{ mode: 'packaged', version: minimal.k3s.corednsVersion, replicas: 1, log: false },
      ...{ forward: [], hosts: [], template: [], zones: [], rewrite: [], snippets: [] },
      ...{ nodeSelector: {}, tolerations: [] },
    });
    expect(minimal.serviceLb).toMatchObject({ enabled: true, nodes: [], pools: [] });
    expect({ ...minimal.traefik }).toMatchObject({
      ...{ mode: 'packaged', namespace: 'kube-system', kind: 'Deployment', replicas: 1 },
      ...{
        ipFamilies: [4],
        loadBalancerIPs: [],
        externalTrafficPolicy: 'Cluster',
        loadBalancerClass: undefined,
      },
      ...{ httpsRedirect: false, entryPoints: [], accessLog: false, metrics: true, logLevel: 'INFO' },
      ...{ trustedIPs: [], allowCrossNamespace: false, defaultIngressClass: true, gatewayCrds: 'packaged' },
      ...{ certificateResolvers: [], websecure: { tls: { domains: [] } }, nodeSelector: {}, tolerations: [] },
      providers: { kubernetesIngress: true, kubernetesCRD: true, kubernetesGateway: false },
    });
  });
});

describe('nodes', () => {
  const nodes = (more: string, text = '') => planOf(`${BASE}${more}${text}`).nodes;

  test('flannelIface is the node’s own, or that of all nodes', () => {
    const [one, two] = nodes(
      '  - { name: two, role: agent, nodeIp: 10.0.0.12, flannelIface: eth1 }\n',
      'flannel: { iface: eth0 }\n',
    );
    expect([one?.flannelIface, two?.flannelIface]).toEqual(['eth0', 'eth1']);
  });

  test('addresses have the primary family first', () => {
    const { nodes: dual } = planOf(`${DUAL}clusterCidr: [10.42.0.0/16, 'fd42::/56']\n`);
    expect(dual.map(({ nodeIp }) => texts(nodeIp))).toEqual([
      ['10.0.0.11', 'fd10::11'],
      ['10.0.0.12', 'fd10::12'],
    ]);
  });

  test.each([
    ['servicelb: { nodes: [one] }', [['svccontroller.k3s.cattle.io/enablelb=true'], []]],
    [
      'servicelb: { pools: [{ name: front, nodes: [two] }] }',
      [[], ['svccontroller.k3s.cattle.io/enablelb=true', 'svccontroller.k3s.cattle.io/lbpool=front']],
    ],
    [
      'servicelb: { nodes: [one], pools: [{ name: a, nodes: [one, two] }, { name: b, nodes: [one] }] }',
      [
        ['svccontroller.k3s.cattle.io/enablelb=true', 'svccontroller.k3s.cattle.io/lbpool=a_b'],
        ['svccontroller.k3s.cattle.io/lbpool=a'],
      ],
    ],
  ])('%s: labels', (text, labels) => {
    const all = nodes('  - { name: two, role: agent, nodeIp: 10.0.0.12 }\n', `${text}\n`);
    expect(all.map(({ nodeLabel }) => nodeLabel)).toEqual(labels);
  });

  test('their own labels come first', () => {
    const text = BASE.replace('10.0.0.11 }', '10.0.0.11, nodeLabel: [a=b], nodeTaint: [c=d:NoSchedule] }');
    const [one] = planOf(`${text}servicelb: { nodes: [one] }\n`).nodes;
    expect(one?.nodeLabel).toEqual(['a=b', 'svccontroller.k3s.cattle.io/enablelb=true']);
    expect(one?.nodeTaint).toEqual(['c=d:NoSchedule']);
  });
});

describe('datastore and registration', () => {
  const second = '  - { name: two, role: server, nodeIp: 10.0.0.12 }\n';

  test.each([
    ['', 'sqlite'],
    [second, 'etcd'],
    ['datastore: etcd\n', 'etcd'],
    [`${second}datastore: external\n`, 'external'],
  ])('%j: %s', (text, datastore) => {
    expect(plan(text).datastore).toBe(datastore);
  });

  test.each([
    ['registrationAddress: k3s.home.arpa', 'k3s.home.arpa', 'https://k3s.home.arpa:6443'],
    ['registrationAddress: FD00:0::10', 'fd00::10', 'https://[fd00::10]:6443'],
    ['httpsListenPort: 7443', '10.0.0.11', 'https://10.0.0.11:7443'],
  ])('%s', (text, address, url) => {
    const { registration } = plan(text);
    expect(registration).toMatchObject({ address, url, fixed: text.startsWith('registration') });
  });

  test('agents join the first server, wherever it stands', () => {
    const text = BASE.replace('nodes:\n', 'nodes:\n  - { name: zero, role: agent, nodeIp: 10.0.0.9 }\n');
    expect(planOf(text).registration.address).toBe('10.0.0.11');
  });
});

describe('the address plan', () => {
  test('with IPv6 first is IPv6', () => {
    const six = planOf(DUAL.replace(', 10.0.0.11]', ']'));
    expect(texts(six.clusterCidr)).toEqual(['fd00:42::/56']);
    expect(texts(six.serviceCidr)).toEqual(['fd00:43::/112']);
    expect(texts(six.clusterDns)).toEqual(['fd00:43::a']);
    expect(six.apiServiceAddress.toString()).toBe('fd00:43::1');
    expect(six.nodeCidrMaskSize).toEqual({ 6: 64 });
  });

  test('has a DNS address of each family, and mask sizes of each', () => {
    const dual = planOf(
      `${DUAL}clusterCidr: ['fd42::/56', 10.42.0.0/16]\nserviceCidr: ['fd43::/112', 10.43.0.0/16]\nnodeCidrMaskSizeIpv4: 26\n`,
    );
    expect(texts(dual.clusterDns)).toEqual(['fd43::a', '10.43.0.10']);
    expect(dual.apiServiceAddress.toString()).toBe('fd43::1');
    expect(dual.nodeCidrMaskSize).toEqual({ 4: 26, 6: 64 });
    expect(dual.traefik.ipFamilies).toEqual([6, 4]);
  });

  test('a service network with no tenth address has no DNS address', () => {
    expect(plan('serviceCidr: 10.43.0.0/29').clusterDns).toEqual([]);
    expect(texts(plan('serviceCidr: 10.43.0.0/28').clusterDns)).toEqual(['10.43.0.10']);
  });

  test('the API has the first address of the network, not of what was written', () => {
    expect(plan('serviceCidr: 10.43.7.7/16').apiServiceAddress.toString()).toBe('10.43.0.1');
  });
});

describe('flannel', () => {
  test.each([
    ['{ backend: host-gw }', 0, 1500, false],
    ['{ backend: none }', 0, 1500, false],
    ['{ backend: wireguard-native }', 80, 1420, false],
    ['{ backend: vxlan, mtu: 1400 }', 50, 1350, true],
    ['{ backend: wireguard-native, mtu: 1400 }', 80, 1320, true],
    ['{ backend: vxlan, vni: 2 }', 50, 1450, true],
    ['{ backend: vxlan, port: 4789 }', 50, 1450, true],
    ['{ backend: vxlan, directRouting: false }', 50, 1450, true],
    ['{ backend: wireguard-native, listenPort: 51830 }', 80, 1420, true],
    ['{ backend: wireguard-native, listenPortV6: 51831 }', 80, 1420, true],
    ['{ backend: wireguard-native, persistentKeepaliveInterval: 0 }', 80, 1420, true],
    ['{ backend: vxlan, listenPort: 51830 }', 50, 1450, false],
  ])('%s', (text, overhead, podMtu, needsConf) => {
    expect(plan(`flannel: ${text}`).flannel).toMatchObject({ overhead, podMtu, needsConf });
  });

  test("pods get what the LAN's MTU leaves them", () => {
    expect(planOf(BASE.replace('/24 }', '/24, mtu: 9000 }')).flannel.podMtu).toBe(8950);
  });
});

describe('places', () => {
  /** Every object of a plan, however deep. */
  function* objectsOf(value: unknown): Generator<object> {
    if (typeof value !== 'object' || value === null) return;
    yield value;
    if (Object.getPrototypeOf(value) === Object.prototype || Array.isArray(value)) {
      for (const part of Object.values(value)) yield* objectsOf(part);
    }
  }

  test('parts, nodes and addresses know theirs', () => {
    const one = plan('clusterCidr: 10.77.0.0/16');
    const placesOf = (parts: readonly object[]) => parts.map((part) => formatPath(pathOf(part)));
    expect(
      placesOf([one, one.lan, ...one.lan.cidr, ...one.nodes, ...one.clusterCidr, ...one.serviceCidr]),
    ).toEqual([...['', 'lan', 'lan.cidr[0]', 'nodes[0]', 'clusterCidr[0]', 'serviceCidr']]);
    expect(placesOf([one.flannel, one.coredns, one.traefik, one.serviceLb, one.registration])).toEqual([
      ...['flannel', 'coredns', 'traefik', 'servicelb', 'registrationAddress'],
    ]);
    expect(placesOf([one.k3sVersion, one.apiServiceAddress, ...one.clusterDns])).toEqual([
      ...['k3sVersion', 'serviceCidr', 'clusterDns'],
    ]);
  });

  test('nothing of a plan can be changed by who reads it', () => {
    const one: NetworkPlan = plan('samples: [{ name: a }]');
    expect(() => Object.assign(one, { cluster: 'other' })).toThrow(TypeError);
    expect([...objectsOf(one)].length).toBeGreaterThan(20);
  });
});

import { describe, expect, test } from 'vitest';
import { pathOf, formatPath } from '../../../src/diagnostics';
import { VERSIONS } from '../../../src/versions';
import { planOf } from '../../plan-of';
import { BASE } from '../../profile/problems-of';

/** The plan of the smallest profile with something added. */
const plan = (text = '') => planOf(`${BASE}${text}\n`);

/** Two nodes with IPv4 and IPv6. */
const DUAL = `
k3sVersion: v1.37.1+k3s1
lan: { cidr: [10.0.0.0/24, 'fd10::/64'], gateway: [10.0.0.1, 'fd10::1'] }
nodes:
  - { name: one, role: server, nodeIp: ['fd10::11', 10.0.0.11] }
  - { name: two, role: agent, nodeIp: [10.0.0.12, 'fd10::12'] }
`;

describe('parts', () => {
  const POOLS = 'ipAddressPools: [{ name: lan, addresses: [10.0.0.100-10.0.0.150], advertise: l2 }]';

  test.each([
    ['', []],
    ['coredns: { mode: standalone }', ['coredns']],
    ['traefik: { mode: none }', ['traefik']],
    ['servicelb: { mode: none }', ['servicelb']],
    [`metallb: { ${POOLS} }`, ['servicelb']],
    [`metallb: { ${POOLS} }\nservicelb: { mode: packaged }`, []],
    [`metallb: { ${POOLS}, loadBalancerClass: metallb.io/metallb }`, []],
    [
      'coredns: { mode: none }\nservicelb: { mode: none }\ntraefik: { mode: standalone }',
      ['coredns', 'servicelb', 'traefik'],
    ],
  ])('%j: k3s leaves out %j', (text, disable) => {
    expect(plan(text).disable).toEqual(disable);
  });

  test('CoreDNS is the one that k3s packages, or ours', () => {
    expect(planOf(BASE.replace('v1.37.1', 'v1.32.4')).coredns.version).toBe('1.12.1');
    expect(plan('coredns: { mode: standalone, replicas: 2 }').coredns).toMatchObject({
      ...{ version: VERSIONS.coredns, replicas: 2 },
    });
  });

  test.each([
    ['v1.37.1+k3s1', 'standalone', 'packaged'],
    ['v1.36.0+k3s1', 'standalone', 'missing'],
    ['v1.36.0+k3s1', 'packaged', 'packaged'],
    ['v1.32.0+k3s1', 'packaged', 'missing'],
  ])('k3s %s with Traefik %s: the Gateway CRDs are %s', (version, mode, crds) => {
    const text = BASE.replace('v1.37.1+k3s1', version);
    expect(planOf(`${text}traefik: { mode: ${mode} }\n`).traefik.gatewayCrds).toBe(crds);
    expect(planOf(`${text}traefik: { mode: ${mode}, gatewayCrds: external }\n`).traefik.gatewayCrds).toBe(
      'external',
    );
  });

  test('an entrypoint is exposed on its own port, or another', () => {
    const { entryPoints } = plan(
      'traefik: { entryPoints: [{ name: a, port: 5432 }, { name: b, port: 53, exposedPort: 5353, protocol: UDP }] }',
    ).traefik;
    expect(entryPoints.map(({ exposedPort, protocol }) => [exposedPort, protocol])).toEqual([
      [5432, 'TCP'],
      [5353, 'UDP'],
    ]);
  });

  test('a Service is of the families of its addresses, else of all that the cluster has', () => {
    const dual = `${DUAL}clusterCidr: [10.42.0.0/16, 'fd42::/56']\nserviceCidr: [10.43.0.0/16, 'fd43::/112']\n`;
    const families = (text: string) => planOf(`${dual}${text}\n`).traefik.ipFamilies;
    expect(families('')).toEqual([4, 6]);
    expect(families("traefik: { loadBalancerIPs: 'fd10::100' }")).toEqual([6]);
    expect(families("traefik: { loadBalancerIPs: ['fd10::100', 10.0.0.100] }")).toEqual([4, 6]);
  });

  test("MetalLB's class is for who asks MetalLB for something", () => {
    const withClass = (text: string) =>
      plan(`metallb: { ${POOLS}, loadBalancerClass: metallb.io/metallb }\n${text}`);
    expect(withClass('').traefik.loadBalancerClass).toBeUndefined();
    expect(withClass('servicelb: { mode: none }').traefik.loadBalancerClass).toBe('metallb.io/metallb');
    for (const asked of ['loadBalancerIPs: 10.0.0.100', 'ipAddressPool: lan', 'allowSharedIp: web']) {
      expect(withClass(`traefik: { ${asked} }`).traefik.loadBalancerClass).toBe('metallb.io/metallb');
      const [sample] = withClass(`samples: [{ name: echo, loadBalancer: { ${asked} } }]`).samples;
      expect(sample?.loadBalancer?.loadBalancerClass).toBe('metallb.io/metallb');
    }
  });

  test('a sample has every default', () => {
    const [sample] = plan(
      'samples: [{ name: echo, loadBalancer: {}, ingress: { host: a.b }, ingressRoute: { match: Host(`a.b`) } }]',
    ).samples;
    expect(sample).toMatchObject({
      ...{ namespace: 'samples', replicas: 1, ingress: { host: 'a.b', path: '/' } },
      ingressRoute: { entryPoints: ['websecure'], tls: true },
      loadBalancer: { port: 80, ipFamilies: [4], loadBalancerIPs: [], externalTrafficPolicy: 'Cluster' },
    });
    expect(sample?.image).toBeUndefined();
    expect(sample?.httpRoute).toBeUndefined();
  });
});

describe('MetalLB', () => {
  const metallb = (text: string) => plan(`metallb:\n  ipAddressPools:\n${text}`).metallb;

  test('an advertisement for each pool that says how, after those that are written', () => {
    const pools = [
      '    - { name: a, addresses: [10.0.0.100-10.0.0.109], advertise: l2 }',
      '    - { name: b, addresses: [10.0.0.110-10.0.0.119], advertise: bgp }',
      '    - { name: c, addresses: [10.0.0.120-10.0.0.129], advertise: none }',
      '    - { name: d, addresses: [10.0.0.130-10.0.0.139] }',
      '  l2Advertisements: [{ name: own, ipAddressPools: [d], interfaces: [eth0] }]',
    ].join('\n');
    const parsed = metallb(pools);
    const noSelectors = { ipAddressPoolSelectors: [], nodeSelectors: [], serviceSelectors: [] };
    expect(parsed?.l2Advertisements).toEqual([
      { name: 'own', ipAddressPools: ['d'], interfaces: ['eth0'], ...noSelectors },
      { name: 'a', ipAddressPools: ['a'], interfaces: [], ...noSelectors },
    ]);
    expect(parsed?.bgpAdvertisements).toEqual([
      {
        ...{ name: 'b', ipAddressPools: ['b'], communities: [], peers: [], ...noSelectors },
        ...{ aggregationLength: 32, aggregationLengthV6: 128 },
      },
    ]);
    expect(formatPath(pathOf(parsed?.l2Advertisements[1] ?? {}))).toBe('metallb.ipAddressPools[0].advertise');
  });

  test('pools and peers have every default', () => {
    const parsed = metallb(
      '    - { name: a, addresses: [10.0.0.100-10.0.0.109], serviceAllocation: {} }\n  bgpPeers: [{ name: r, myASN: 64512 }]\n  bfdProfiles: [{ name: f }]',
    );
    expect(parsed).toMatchObject({ bgpBackend: 'native', communities: [] });
    expect(parsed?.ipAddressPools[0]).toMatchObject({
      ...{ autoAssign: true, avoidBuggyIPs: false, labels: {} },
      serviceAllocation: { priority: 0, namespaces: [], namespaceSelectors: [], serviceSelectors: [] },
    });
    expect(parsed?.bgpPeers[0]).toMatchObject({
      ...{ peerPort: 179, ebgpMultiHop: false, enableGracefulRestart: false, dualStackAddressFamily: false },
      nodeSelectors: [],
    });
    expect(parsed?.bfdProfiles[0]).toEqual({ name: 'f', echoMode: false, passiveMode: false });
  });
});

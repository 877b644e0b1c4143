import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { LabLayout } from '../../../src/lab/layout/lab-layout';
import { planOf } from '../../plan-of';
import { ABLE_HOST, layoutOf } from '../host-of';

const planShipped = (cluster: string) => planOf(readFileSync(`profiles/${cluster}.yaml`, 'utf8'), cluster);

/** Every machine's addresses on the LAN. */
function addresses({ router, nodes, client }: LabLayout): Record<string, readonly string[]> {
  const machines = [router, ...nodes, ...(client ? [client] : [])];
  return Object.fromEntries(
    machines.map(({ name, interfaces }) => [name, interfaces.flatMap((one) => one.addresses)]),
  );
}

test.each([
  [
    'pikube',
    {
      router: ['10.0.0.1/24'],
      pi1: ['10.0.0.11/24'],
      pi2: ['10.0.0.12/24'],
      pi3: ['10.0.0.13/24'],
      pi4: ['10.0.0.14/24'],
      // Behind the pool and DHCP's range, which ends at .250.
      client: ['10.0.0.251/24'],
    },
  ],
  [
    'rack-bgp',
    {
      // The two peers are addresses of the router beside the gateway's.
      router: ['10.20.0.1/24', '10.20.0.2/32', '10.20.0.3/32'],
      'rack-1': ['10.20.0.11/24'],
      'rack-2': ['10.20.0.12/24'],
      'rack-3': ['10.20.0.13/24'],
      client: ['10.20.0.241/24'],
    },
  ],
  [
    'dual-stack',
    {
      router: ['172.20.0.1/24', 'fd20::1/64'],
      east: ['172.20.0.11/24', 'fd20::11/64'],
      west: ['172.20.0.12/24', 'fd20::12/64'],
      north: ['172.20.0.13/24', 'fd20::13/64'],
      client: ['172.20.0.241/24', 'fd20::f1/64'],
    },
  ],
  [
    'own-cni',
    {
      router: ['10.30.0.1/24'],
      'cp-1': ['10.30.0.11/24'],
      'worker-1': ['10.30.0.21/24'],
      'worker-2': ['10.30.0.22/24'],
      client: ['10.30.0.241/24'],
    },
  ],
  ['single-node', { router: ['192.168.1.1/24'], nuc: ['192.168.1.10/24'], client: ['192.168.1.241/24'] }],
])('%s: addresses of the machines', (cluster, expected) => {
  expect(addresses(layoutOf(planShipped(cluster)))).toEqual(expected);
});

test('jumbo frames: every cable and interface has the MTU', () => {
  const { router, nodes, client, cables } = layoutOf(planShipped('rack-bgp'));
  const interfaces = [router, ...nodes, ...(client ? [client] : [])].flatMap((one) => one.interfaces);
  expect([...interfaces, ...cables].map(({ mtu }) => mtu)).toEqual(Array<number>(9).fill(9000));
  expect(cables.map(({ machine, interface: name, bridge }) => [machine, name, bridge])).toEqual([
    ['rack-1', 'bond0', 'lan'],
    ['rack-2', 'bond0', 'lan'],
    ['rack-3', 'bond0', 'lan'],
    ['client', 'eth0', 'lan'],
  ]);
});

test('dual-stack nodes have a default route of each family', () => {
  const routes = layoutOf(planShipped('dual-stack')).nodes.map((node) => node.routes);
  const both = [
    { to: 'default', via: '172.20.0.1' },
    { to: 'default', via: 'fd20::1' },
  ];
  expect(routes).toEqual([both, both, both]);
});

test("the LAN's name server has records of nodes, the API server and Traefik's hosts", () => {
  const { dns, records, zones } = layoutOf(planShipped('pikube'));
  expect(zones).toEqual(['home.arpa']);
  expect(dns).toEqual([{ address: '10.0.0.1', port: 53 }]);
  expect(records).toEqual({
    pi1: ['10.0.0.11'],
    'pi1.home.arpa': ['10.0.0.11'],
    pi2: ['10.0.0.12'],
    'pi2.home.arpa': ['10.0.0.12'],
    pi3: ['10.0.0.13'],
    'pi3.home.arpa': ['10.0.0.13'],
    pi4: ['10.0.0.14'],
    'pi4.home.arpa': ['10.0.0.14'],
    'k3s.home.arpa': ['10.0.0.11'],
    'whoami.home.arpa': ['10.0.0.100'],
  });
});

test('each BGP peer is a router with a session to each node', () => {
  const { bgp } = layoutOf(planShipped('rack-bgp'));
  expect(bgp.map(({ name, routerId, metric }) => ({ name, routerId, metric }))).toEqual([
    { name: 'tor-a', routerId: '10.20.0.2', metric: 32 },
    { name: 'tor-b', routerId: '10.20.0.3', metric: 33 },
  ]);
  expect(bgp.map(({ sessions }) => sessions.map(({ local, neighbor }) => `${local} ${neighbor}`))).toEqual([
    ['10.20.0.2 10.20.0.11', '10.20.0.2 10.20.0.12', '10.20.0.2 10.20.0.13'],
    ['10.20.0.3 10.20.0.11', '10.20.0.3 10.20.0.12', '10.20.0.3 10.20.0.13'],
  ]);
  const [session] = bgp[0]?.sessions ?? [];
  expect(session).toMatchObject({
    localAsn: 64601,
    neighborAsn: 64512,
    bfd: true,
    passwordSecret: 'bgp-tor-a',
  });
});

test.each([
  ['pikube', ['samples/whoami-tls certificate whoami.home.arpa']],
  ['rack-bgp', ['metallb-system/bgp-tor-a bgp-password ', 'metallb-system/bgp-tor-b bgp-password ']],
  ['dual-stack', []],
  ['own-cni', []],
  [
    'single-node',
    ['kube-system/traefik-dashboard-users users ', 'samples/whoami-tls certificate whoami.lan'],
  ],
])('%s: generated Secrets', (cluster, expected) => {
  const { secrets } = layoutOf(planShipped(cluster));
  const titles = secrets.map(
    ({ namespace, name, kind, hosts }) => `${namespace}/${name} ${kind} ${hosts.join()}`,
  );
  expect(titles).toEqual(expected);
});

test.each([
  ['pikube', 2, []],
  ['rack-bgp', 2, ['BGP peers tor-a and tor-b: BIRD, in the router that is also the gateway']],
  ['dual-stack', 2, []],
  [
    'own-cni',
    0,
    [
      'flannel is none: a bridge CNI with static routes replaces yours, without network policies, and kube-proxy replaces what yours does for Services',
    ],
  ],
  [
    'single-node',
    1,
    ['9.9.9.9', '149.112.112.112'].map(
      (server) =>
        `the name server ${server} does not answer: the lab has no certificate for DNS over TLS that clients trust`,
    ),
  ],
])('%s: %i LoadBalancers, and the differences from hardware', (cluster, loadBalancers, differences) => {
  const layout = layoutOf(planShipped(cluster));
  expect(layout.loadBalancers).toBe(loadBalancers);
  expect(layout.differences).toEqual(differences);
});

test('name servers outside answer if there is a way out', () => {
  const plan = planShipped('single-node');
  expect(layoutOf(plan).silentNameServers).toEqual(['tls://9.9.9.9', 'tls://149.112.112.112']);
  const outside = layoutOf(plan, { egress: { hostNetworks: [], overlap: false } });
  expect(outside.silentNameServers).toEqual([]);
  expect(outside.differences.join()).not.toContain('does not answer');
});

test('without BIRD there is no peer, and the difference is listed', () => {
  const { bird, ...host } = ABLE_HOST;
  expect(bird).toBeDefined();
  const layout = layoutOf(planShipped('rack-bgp'), { host });
  expect(layout.bgp).toEqual([]);
  expect(layout.differences).toEqual([
    'no BGP peer answers: bird and birdc are not on PATH (Debian: apt-get install bird2)',
  ]);
});

test('another version of k3s is listed first', () => {
  const k3s = { path: '/usr/local/bin/k3s', version: 'v1.36.3+k3s1' };
  expect(layoutOf(planShipped('pikube'), { k3s }).differences).toEqual([
    'k3s v1.36.3+k3s1 runs instead of v1.37.1+k3s1: the lab does not show what changed between the two',
  ]);
});

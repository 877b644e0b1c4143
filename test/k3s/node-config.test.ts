import { describe, expect, test } from 'vitest';
import { nodeConfig } from '../../src/k3s';
import { MINIMAL, planOf } from '../plan-of';

const TWO_NODES = `
k3sVersion: v1.37.1+k3s1
lan: { cidr: 10.0.0.0/24 }
nodes:
  - { name: one, role: server, nodeIp: 10.0.0.11, flannelIface: eth0 }
  - { name: two, role: agent, nodeIp: 10.0.0.12 }
`;

function configs(text: string) {
  const plan = planOf(text);
  return Object.fromEntries(plan.nodes.map((node) => [node.name, nodeConfig(plan, node)]));
}

test('one server says what must be equal on all servers, defaults included', () => {
  expect(configs(MINIMAL)['one']).toEqual({
    'cluster-cidr': '10.42.0.0/16',
    'service-cidr': '10.43.0.0/16',
    'service-node-port-range': '30000-32767',
    'cluster-dns': '10.43.0.10',
    'cluster-domain': 'cluster.local',
    'flannel-backend': 'vxlan',
    'node-name': 'one',
    'node-ip': '10.0.0.11',
  });
});

test('an agent gets only what agents take', () => {
  expect(configs(TWO_NODES)['two']).toEqual({
    server: 'https://10.0.0.11:6443',
    'node-name': 'two',
    'node-ip': '10.0.0.12',
  });
});

describe('joining', () => {
  const THREE_SERVERS = `
k3sVersion: v1.37.1+k3s1
lan: { cidr: 10.0.0.0/24 }
registrationAddress: k3s.home.arpa
tlsSan: [10.0.0.9]
nodes:
  - { name: s1, role: server, nodeIp: 10.0.0.11 }
  - { name: s2, role: server, nodeIp: 10.0.0.12 }
  - { name: s3, role: server, nodeIp: 10.0.0.13 }
`;

  test('the first server begins the etcd cluster and the others join by the registration address', () => {
    const { s1, s2, s3 } = configs(THREE_SERVERS);
    expect(s1).toMatchObject({ 'cluster-init': true, 'tls-san+': ['k3s.home.arpa', '10.0.0.9'] });
    expect(s1).not.toHaveProperty('server');
    for (const further of [s2, s3]) {
      expect(further).toMatchObject({ server: 'https://k3s.home.arpa:6443' });
      expect(further).not.toHaveProperty('cluster-init');
    }
  });

  test('with an external datastore every server is alike: k3s is given the endpoint on the machine', () => {
    const { s1, s2 } = configs(`${THREE_SERVERS}datastore: external\n`);
    for (const server of [s1, s2]) {
      expect(server).not.toHaveProperty('cluster-init');
      expect(server).not.toHaveProperty('server');
    }
  });

  test('an IPv6 address in a URL stands in brackets', () => {
    const text = TWO_NODES.replace('10.0.0.0/24', 'fd00::/64')
      .replace('10.0.0.11', 'fd00::11')
      .replace('10.0.0.12', 'fd00::12');
    expect(configs(text)['two']).toMatchObject({ server: 'https://[fd00::11]:6443' });
  });

  test('another port is told to servers and to those who join', () => {
    const { one, two } = configs(`${TWO_NODES}httpsListenPort: 7443\n`);
    expect(one).toMatchObject({ 'https-listen-port': 7443 });
    expect(two).toMatchObject({ server: 'https://10.0.0.11:7443' });
  });
});

test('what must be equal on all servers is', () => {
  const critical = [
    ...['cluster-cidr', 'service-cidr', 'cluster-dns', 'cluster-domain', 'flannel-backend', 'disable+'],
    ...['disable-network-policy', 'flannel-ipv6-masq', 'flannel-external-ip', 'disable-kube-proxy'],
  ];
  const all = configs(`
k3sVersion: v1.37.1+k3s1
lan: { cidr: [10.0.0.0/24, fd00::/64] }
clusterCidr: [10.42.0.0/16, fd00:42::/56]
serviceCidr: [10.43.0.0/16, fd00:43::/112]
clusterDomain: k8s.home.arpa
flannel: { backend: wireguard-native, ipv6Masq: true, externalIp: true }
networkPolicy: false
kubeProxy: { mode: 'off' }
traefik: { mode: none }
servicelb: { mode: none }
coredns: { mode: standalone }
nodes:
  - { name: s1, role: server, nodeIp: [10.0.0.11, 'fd00::11'], nodeExternalIp: 198.51.100.1 }
  - { name: s2, role: server, nodeIp: [10.0.0.12, 'fd00::12'] }
  - { name: s3, role: server, nodeIp: [10.0.0.13, 'fd00::13'] }
`);
  const pick = (config: object) => critical.map((key) => (config as Record<string, unknown>)[key]);
  expect(pick(all['s1'] ?? {})).toEqual([
    ...['10.42.0.0/16,fd00:42::/56', '10.43.0.0/16,fd00:43::/112', '10.43.0.10,fd00:43::a', 'k8s.home.arpa'],
    ...['wireguard-native', ['coredns', 'servicelb', 'traefik'], true, true, true, true],
  ]);
  expect(pick(all['s2'] ?? {})).toEqual(pick(all['s1'] ?? {}));
  expect(pick(all['s3'] ?? {})).toEqual(pick(all['s1'] ?? {}));
  expect(all['s1']).toMatchObject({ 'node-ip': '10.0.0.11,fd00::11', 'node-external-ip': '198.51.100.1' });
});

test('labels are appended to those of the user, and taints replace them', () => {
  const { one } = configs(
    MINIMAL.replace(
      '10.0.0.11 }',
      '10.0.0.11, nodeLabel: [zone=attic], nodeTaint: [CriticalAddonsOnly=true:NoExecute] }',
    ),
  );
  expect(one).toMatchObject({
    'node-label+': ['zone=attic'],
    'node-taint': ['CriticalAddonsOnly=true:NoExecute'],
  });
});

test('ServiceLB pools become labels of their nodes', () => {
  const { one, two } = configs(`${TWO_NODES}servicelb: { pools: [{ name: edge, nodes: [two] }] }\n`);
  expect(one).not.toHaveProperty('node-label+');
  expect(two).toMatchObject({
    'node-label+': ['svccontroller.k3s.cattle.io/enablelb=true', 'svccontroller.k3s.cattle.io/lbpool=edge'],
  });
});

test('kube-proxy is told its mode on every node, and under IPVS not to answer ARP for service addresses', () => {
  const { one, two } = configs(`${TWO_NODES}kubeProxy: { mode: ipvs }\n`);
  for (const node of [one, two]) {
    expect(node).toMatchObject({ 'kube-proxy-arg+': ['proxy-mode=ipvs', 'ipvs-strict-arp=true'] });
  }
});

test("an unusual share of a node goes to Kubernetes's controller manager", () => {
  const { one } = configs(`${MINIMAL}nodeCidrMaskSizeIpv4: 22\n`);
  expect(one).toMatchObject({ 'kube-controller-manager-arg+': ['node-cidr-mask-size-ipv4=22'] });
});

test('a network plugin of your own leaves no flannel key on a node', () => {
  const { one, two } = configs(`${TWO_NODES}flannel: { backend: none }\nnetworkPolicy: false\n`);
  expect(one).toMatchObject({ 'flannel-backend': 'none', 'disable-network-policy': true });
  expect(one).not.toHaveProperty('flannel-iface');
  expect(Object.keys(two ?? {}).filter((key) => key.startsWith('flannel'))).toEqual([]);
});

test('a limit of pods is a flag of the kubelet, where it is not the default', () => {
  const { one, two } = configs(
    `${TWO_NODES.replace('10.0.0.12', '10.0.0.12, kubelet: { maxPods: 110 }')}kubelet: { maxPods: 60 }\n`,
  );
  expect(one).toMatchObject({ 'kubelet-arg+': ['max-pods=60'] });
  expect(two).not.toHaveProperty('kubelet-arg+');
});

describe('further keys of k3s', () => {
  const extra = configs(`${TWO_NODES}
k3s:
  extra:
    write-kubeconfig-mode: '0644'
    etcd-snapshot-retention: '10'
    disable+: [metrics-server, 'local-storage,runtimes']
    kubelet-arg: v=2
    node-internal-dns: []
coredns: { mode: none }
`);

  test('go to the nodes whose role has them, lists behind ours', () => {
    expect(extra['one']).toMatchObject({
      'disable+': ['coredns', 'metrics-server', 'local-storage', 'runtimes'],
      'kubelet-arg+': ['v=2'],
      'write-kubeconfig-mode': '0644',
      'etcd-snapshot-retention': 10,
    });
    expect(extra['two']).toEqual({
      server: 'https://10.0.0.11:6443',
      'node-name': 'two',
      'node-ip': '10.0.0.12',
      'kubelet-arg+': ['v=2'],
    });
  });

  test('of a node are on top of those of all nodes', () => {
    const { one, two } = configs(`
k3sVersion: v1.37.1+k3s1
lan: { cidr: 10.0.0.0/24 }
k3s: { extra: { data-dir: /a, kubelet-arg+: [v=2] } }
nodes:
  - { name: one, role: server, nodeIp: 10.0.0.11, extra: { data-dir: /b, kubelet-arg: [v=3] } }
  - { name: two, role: agent, nodeIp: 10.0.0.12 }
`);
    expect(one).toMatchObject({ 'data-dir': '/b', 'kubelet-arg+': ['v=2', 'v=3'] });
    expect(two).toMatchObject({ 'data-dir': '/a', 'kubelet-arg+': ['v=2'] });
  });
});

test('with a VPN k3s gets the path of the auth file, and neither the backend nor the interface of flannel', () => {
  const nodes = configs(`
k3sVersion: v1.37.1+k3s1
lan: { cidr: 100.64.0.0/10, mtu: 1280 }
vpn: { name: tailscale, authFile: /etc/rancher/k3s/tailnet-key }
nodes:
  - { name: one, role: server, nodeIp: 100.64.0.11 }
  - { name: two, role: agent, nodeIp: 100.64.0.12 }
`);
  expect(nodes['one']).toMatchObject({
    'vpn-auth-file': '/etc/rancher/k3s/tailnet-key',
    'flannel-backend': 'vxlan',
    'node-ip': '100.64.0.11',
  });
  expect(nodes['one']).not.toHaveProperty('flannel-iface');
  expect(nodes['two']).toEqual({
    server: 'https://100.64.0.11:6443',
    'node-name': 'two',
    'node-ip': '100.64.0.12',
    'vpn-auth-file': '/etc/rancher/k3s/tailnet-key',
  });
});

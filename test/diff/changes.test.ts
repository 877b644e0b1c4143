import { describe, expect, test } from 'vitest';
import { formatPath } from '../../src/diagnostics';
import { findChanges } from '../../src/diff';
import { planOf } from '../plan-of';

const BASE = `
k3sVersion: v1.36.2+k3s1
lan: { cidr: 10.0.0.0/24 }
nodes:
  - { name: s1, role: server, nodeIp: 10.0.0.11, flannelIface: eth0, nodeLabel: [zone=attic] }
  - { name: a1, role: agent, nodeIp: 10.0.0.21 }
clusterCidr: 10.42.0.0/16
serviceCidr: 10.43.0.0/16
metallb:
  ipAddressPools: [{ name: lan, addresses: [10.0.0.100-10.0.0.150], advertise: l2 }]
  bgpPeers: [{ name: tor, myASN: 64512, peerASN: 64513, peerAddress: 10.0.0.1 }]
traefik: { mode: standalone, loadBalancerIPs: 10.0.0.100 }
samples: [{ name: echo, loadBalancer: { loadBalancerIPs: 10.0.0.101 } }]
`;

function changeProfile(from: string | RegExp, to: string) {
  const text = BASE.replace(from, to);
  expect(text).not.toBe(BASE);
  return findChanges(planOf(BASE), planOf(text));
}

test('the same profile changes nothing', () => {
  expect(findChanges(planOf(BASE), planOf(BASE))).toEqual([]);
});

describe.each<[string, string | RegExp, string, string[]]>([
  ['another pod network', '10.42.0.0/16', '10.44.0.0/16', ['refused clusterCidr']],
  ['a second family of pods', '10.42.0.0/16', "[10.42.0.0/16, 'fd00:42::/56']", ['refused clusterCidr']],
  ['another service network', '10.43.0.0/16', '10.45.0.0/16', ['refused serviceCidr']],
  [
    'another share of a node',
    'clusterCidr:',
    'nodeCidrMaskSizeIpv4: 23\nclusterCidr:',
    ['refused nodeCidrMaskSizeIpv4'],
  ],
  ['etcd for sqlite', 'clusterCidr:', 'datastore: etcd\nclusterCidr:', ['restart datastore']],
  [
    'an external datastore for sqlite',
    'clusterCidr:',
    'datastore: external\nclusterCidr:',
    ['refused datastore'],
  ],
  ['an older k3s', 'v1.36.2', 'v1.36.1', ['refused k3sVersion']],
  ['a newer k3s', 'v1.36.2', 'v1.37.1', ['restart k3sVersion']],
  [
    'another backend',
    'clusterCidr:',
    'flannel: { backend: wireguard-native }\nclusterCidr:',
    ['restart flannel.backend', 'restart flannel.mtu'],
  ],
  [
    'fewer pods per node',
    'clusterCidr:',
    'kubelet: { maxPods: 60 }\nclusterCidr:',
    ['restart kubelet.maxPods'],
  ],
  [
    'fewer pods on one node',
    'nodeIp: 10.0.0.21 }',
    'nodeIp: 10.0.0.21, kubelet: { maxPods: 60 } }',
    ['restart nodes[1].kubelet.maxPods'],
  ],
  [
    'a VLAN interface on one node',
    'nodeIp: 10.0.0.21 }',
    'nodeIp: 10.0.0.21, interfaces: [{ name: eth0.50, addresses: 10.0.50.21/24 }] }',
    ['applies nodes[1].interfaces'],
  ],
  [
    'a VPN',
    'clusterCidr:',
    'vpn: { name: tailscale }\nclusterCidr:',
    [
      ...['restart nodes[0]', 'restart nodes[1]'],
      ...['restart flannel.backend', 'restart vpn', 'restart flannel.mtu'],
    ],
  ],
  ['another VNI', 'clusterCidr:', 'flannel: { vni: 7 }\nclusterCidr:', ['restart flannel']],
  ['another LAN MTU', '10.0.0.0/24 }', '10.0.0.0/24, mtu: 9000 }', ['restart flannel.mtu']],
  [
    'no network policy',
    'clusterCidr:',
    'networkPolicy: false\nclusterCidr:',
    ['restart networkPolicy', 'applies networkPolicies.components'],
  ],
  [
    'NetworkPolicies for samples',
    'clusterCidr:',
    'networkPolicies: { samples: true }\nclusterCidr:',
    ['applies networkPolicies.samples'],
  ],
  [
    'another kube-proxy mode',
    'clusterCidr:',
    'kubeProxy: { mode: nftables }\nclusterCidr:',
    ['restart kubeProxy.mode'],
  ],
  [
    'another node port range',
    'clusterCidr:',
    'serviceNodePortRange: 30000-31000\nclusterCidr:',
    ['restart serviceNodePortRange'],
  ],
  [
    'another name in the certificate',
    'clusterCidr:',
    'tlsSan: [k3s.home.arpa]\nclusterCidr:',
    ['restart tlsSan'],
  ],
  ['another cluster DNS', 'clusterCidr:', 'clusterDns: 10.43.0.11\nclusterCidr:', ['interrupts clusterDns']],
  [
    'another cluster domain',
    'clusterCidr:',
    'clusterDomain: k8s.home.arpa\nclusterCidr:',
    ['interrupts clusterDomain'],
  ],
  ['a node less', /^ .*name: a1.*$/m, '', ['by-hand nodes']],
  [
    'a node more',
    'clusterCidr:',
    '  - { name: a2, role: agent, nodeIp: 10.0.0.22 }\nclusterCidr:',
    ['applies nodes[2]'],
  ],
  ['another address of a node', '10.0.0.21', '10.0.0.22', ['interrupts nodes[1].nodeIp']],
  ['another interface of a node', 'eth0', 'eth1', ['restart nodes[0]']],
  ['another label of a node', 'zone=attic', 'zone=cellar', ['by-hand nodes[0]']],
  [
    'another address of Traefik',
    'loadBalancerIPs: 10.0.0.100',
    'loadBalancerIPs: 10.0.0.102',
    ['interrupts traefik.loadBalancerIPs'],
  ],
  [
    'another address of a sample',
    'loadBalancerIPs: 10.0.0.101',
    'loadBalancerIPs: 10.0.0.103',
    ['interrupts samples[0].loadBalancer'],
  ],
  ['a smaller pool', '-10.0.0.150', '-10.0.0.140', ['interrupts metallb.ipAddressPools']],
  [
    'graceful restart',
    'peerAddress: 10.0.0.1',
    'peerAddress: 10.0.0.1, enableGracefulRestart: true',
    ['by-hand metallb.bgpPeers[0].enableGracefulRestart'],
  ],
  [
    'a DaemonSet for a Deployment',
    'mode: standalone',
    'mode: standalone, kind: DaemonSet',
    ['by-hand traefik.kind'],
  ],
  [
    'our CoreDNS for k3s’s',
    'clusterCidr:',
    'coredns: { mode: standalone }\nclusterCidr:',
    ['interrupts coredns.mode', 'restart disable'],
  ],
])('%s', (_, from, to, expected) => {
  const changes = changeProfile(from, to);

  test('is found, and nothing else', () => {
    expect(changes.map(({ cost, at }) => `${cost} ${formatPath(at)}`)).toEqual(expected);
  });

  test('has a message, a consequence, and a remedy where it is refused', () => {
    for (const { cost, message, consequence, remedy } of changes) {
      expect(message).toMatch(/\.$/);
      expect(consequence).toMatch(/\.$/);
      if (cost === 'refused') expect(remedy).toMatch(/\.$/);
    }
  });
});

test('an empty list has a name', () => {
  const without = BASE.replace('nodeLabel: [zone=attic] ', '').replace('eth0,', 'eth0');
  const [labels] = findChanges(planOf(without), planOf(BASE));
  expect(labels?.message).toBe('The labels of node s1 change from none to zone=attic.');
  const [san] = changeProfile('clusterCidr:', 'tlsSan: [k3s.home.arpa]\nclusterCidr:');
  expect(san?.message).toBe(
    "The list of names in the API server's certificate changes from none to k3s.home.arpa.",
  );
});

test('packaged Traefik that is disabled takes every IngressRoute with it', () => {
  const packaged = BASE.replace('traefik: { mode: standalone, loadBalancerIPs: 10.0.0.100 }', '');
  const [handover, ...rest] = findChanges(planOf(packaged), planOf(BASE)).filter(
    ({ at }) => formatPath(at) === 'traefik.mode',
  );
  expect(rest).toEqual([]);
  expect(handover?.message).toBe('Traefik changes from packaged to standalone.');
  expect(handover?.consequence).toContain('every IngressRoute');
});

test('ServiceLB is turned off by MetalLB', () => {
  const without = BASE.replace(/metallb:[^]*?(?=traefik:)/, '').replace(', loadBalancerIPs: 10.0.0.100', '');
  const changes = findChanges(planOf(without), planOf(BASE));
  expect(changes.map(({ message }) => message)).toContain('ServiceLB changes from on to off.');
});

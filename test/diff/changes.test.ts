import { describe, expect, test } from 'vitest';
import { formatPath } from '../../src/diagnostics';
import { changesBetween } from '../../src/diff';
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

function changed(from: string | RegExp, to: string) {
  const text = BASE.replace(from, to);
  expect(text).not.toBe(BASE);
  return changesBetween(planOf(BASE), planOf(text));
}

test('the same profile changes nothing', () => {
  expect(changesBetween(planOf(BASE), planOf(BASE))).toEqual([]);
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
  ['another VNI', 'clusterCidr:', 'flannel: { vni: 7 }\nclusterCidr:', ['restart flannel']],
  ['another LAN MTU', '10.0.0.0/24 }', '10.0.0.0/24, mtu: 9000 }', ['restart flannel.mtu']],
  ['no network policy', 'clusterCidr:', 'networkPolicy: false\nclusterCidr:', ['restart networkPolicy']],
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
  const changes = changed(from, to);

  test('is found, and nothing else', () => {
    expect(changes.map(({ cost, at }) => `${cost} ${formatPath(at)}`)).toEqual(expected);
  });

  test('says both values, what it means and what to do', () => {
    for (const { message, consequence, steps } of changes) {
      expect(message).toMatch(/\.$/);
      expect(consequence).toMatch(/\.$/);
      expect(steps.length).toBeGreaterThan(0);
    }
  });
});

test('switching packaged Traefik off says what it takes along, before anything is applied', () => {
  const packaged = BASE.replace('traefik: { mode: standalone, loadBalancerIPs: 10.0.0.100 }', '');
  const [handover, ...rest] = changesBetween(planOf(packaged), planOf(BASE)).filter(
    ({ at }) => formatPath(at) === 'traefik.mode',
  );
  expect(rest).toEqual([]);
  expect(handover?.message).toBe('Traefik was packaged and is to be standalone.');
  expect(handover?.consequence).toContain('every IngressRoute');
  expect(handover?.steps[0]).toContain(
    'annotate helmchart traefik-crd helmcharts.helm.cattle.io/unmanaged=true',
  );
  expect(handover?.steps.at(-1)).toBe('Apply the new manifests.');
});

test('ServiceLB goes when MetalLB comes', () => {
  const without = BASE.replace(/metallb:[^]*?(?=traefik:)/, '').replace(', loadBalancerIPs: 10.0.0.100', '');
  const changes = changesBetween(planOf(without), planOf(BASE));
  expect(changes.map(({ message }) => message)).toContain('ServiceLB was on and is to be off.');
});

test('restarts go server by server, then agent by agent', () => {
  const [backend] = changed('clusterCidr:', 'flannel: { backend: host-gw }\nclusterCidr:');
  expect(backend?.steps[0]).toBe(
    'Copy the new node files, then restart k3s on s1, then k3s-agent on a1, one at a time.',
  );
});

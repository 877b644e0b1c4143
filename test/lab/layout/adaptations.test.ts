import { expect, test } from 'vitest';
import { planOf } from '../../plan-of';
import { ABLE_HOST, layoutOf } from '../host-of';

const TWO = `
k3sVersion: v1.37.1+k3s1
lan: { cidr: 10.0.0.0/24, gateway: 10.0.0.1 }
nodes:
  - { name: one, role: server, nodeIp: 10.0.0.11 }
  - { name: two, role: agent, nodeIp: 10.0.0.12 }
`;

const configs = (layout: ReturnType<typeof layoutOf>) => layout.nodes.map(({ k3sConfig }) => k3sConfig);

test('a machine that has everything adds nothing', () => {
  expect(configs(layoutOf(planOf(TWO)))).toEqual([{}, {}]);
});

test('on cgroup v1 every kubelet is told not to refuse it', () => {
  const cgroups = [{ version: 1, path: '/sys/fs/cgroup/memory', options: 'memory' }] as const;
  const layout = layoutOf(planOf(TWO), { host: { ...ABLE_HOST, cgroups } });
  const told = { 'kubelet-arg+': ['fail-cgroupv1=false'] };
  expect(configs(layout)).toEqual([told, told]);
  expect(layout.differences).toEqual([]);
});

test('without WireGuard the servers are host-gw, and it is said', () => {
  const plan = planOf(`${TWO}flannel: { backend: wireguard-native }\n`);
  const layout = layoutOf(plan, { host: { ...ABLE_HOST, wireguard: false } });
  expect(configs(layout)).toEqual([{ 'flannel-backend': 'host-gw' }, {}]);
  expect(layout.differences).toEqual([
    'this kernel has no WireGuard: flannel is host-gw, so nothing is encrypted and pods have the MTU of the LAN',
  ]);
});

test('a kernel without WireGuard is no matter to another backend', () => {
  const layout = layoutOf(planOf(TWO), { host: { ...ABLE_HOST, wireguard: false, ipvs: false } });
  expect(configs(layout)).toEqual([{}, {}]);
  expect(layout.differences).toEqual([]);
});

test('parts without images are switched off on servers alone, and what adaptations append adds up', () => {
  const pause = { path: '/images/pause.tar', names: ['docker.io/rancher/mirrored-pause:3.10.2'] };
  const cgroups = [{ version: 1, path: '/sys/fs/cgroup/memory', options: 'memory' }] as const;
  const layout = layoutOf(planOf(TWO), { host: { ...ABLE_HOST, cgroups }, archives: [pause] });
  const both = {
    'kubelet-arg+': ['fail-cgroupv1=false'],
    'pause-image': 'docker.io/rancher/mirrored-pause:3.10.2',
  };
  const parts = layout.images?.missingParts ?? [];
  expect(parts).toContain('coredns');
  expect(configs(layout)).toEqual([{ ...both, 'disable+': parts }, both]);
  expect(layout.differences).toContain(`left out, since no archive has their images: ${parts.join(', ')}`);
});

test('a compressed archive may have everything in it: nothing is left out', () => {
  const release = { path: '/images/k3s-airgap-images-amd64.tar.zst', names: undefined };
  const layout = layoutOf(planOf(TWO), { archives: [release], manifestImages: ['traefik/whoami:v1.11.0'] });
  expect(layout.images).toEqual({ archives: [release], missingParts: [], missingImages: [] });
});

test('machines of the lab make way for nodes of their name', () => {
  const plan = planOf(TWO.replace('name: one', 'name: router').replace('name: two', 'name: client'));
  const { router, nodes, client } = layoutOf(plan);
  expect([router.name, ...nodes.map(({ name }) => name), client?.name]).toEqual([
    'lab-router',
    'router',
    'client',
    'lab-client',
  ]);
});

test('without a gateway in the profile the first free address is the router, and it is said', () => {
  const plan = planOf(TWO.replace(', gateway: 10.0.0.1', '').replace('10.0.0.11', '10.0.0.1'));
  const { router, differences } = layoutOf(plan);
  expect(router.interfaces[0]?.addresses).toEqual(['10.0.0.2/24']);
  expect(differences).toEqual([
    "the profile names no gateway in 10.0.0.0/24: the lab's router is 10.0.0.2 there",
  ]);
});

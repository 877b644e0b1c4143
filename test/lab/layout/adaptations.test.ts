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

test('a host that supports everything adds nothing', () => {
  expect(configs(layoutOf(planOf(TWO)))).toEqual([{}, {}]);
});

test('on cgroup v1 every kubelet is configured to accept it', () => {
  const cgroups = [{ version: 1, path: '/sys/fs/cgroup/memory', options: 'memory' }] as const;
  const layout = layoutOf(planOf(TWO), { host: { ...ABLE_HOST, cgroups } });
  const told = { 'kubelet-arg+': ['fail-cgroupv1=false'] };
  expect(configs(layout)).toEqual([told, told]);
  expect(layout.differences).toEqual([]);
});

test('without WireGuard the servers use host-gw, and the difference is listed', () => {
  const plan = planOf(`${TWO}flannel: { backend: wireguard-native }\n`);
  const layout = layoutOf(plan, { host: { ...ABLE_HOST, wireguard: false } });
  expect(configs(layout)).toEqual([{ 'flannel-backend': 'host-gw' }, {}]);
  expect(layout.differences).toEqual([
    'this kernel has no WireGuard: flannel is host-gw, so nothing is encrypted and pods have the MTU of the LAN',
  ]);
});

test('other backends do not need WireGuard', () => {
  const layout = layoutOf(planOf(TWO), { host: { ...ABLE_HOST, wireguard: false, ipvs: false } });
  expect(configs(layout)).toEqual([{}, {}]);
  expect(layout.differences).toEqual([]);
});

test('components without images are disabled on servers only, and appended lists add up', () => {
  const pause = { path: '/images/pause.tar', names: ['docker.io/rancher/mirrored-pause:3.10.2'] };
  const cgroups = [{ version: 1, path: '/sys/fs/cgroup/memory', options: 'memory' }] as const;
  const layout = layoutOf(planOf(TWO), { host: { ...ABLE_HOST, cgroups }, archives: [pause] });
  const both = {
    'kubelet-arg+': ['fail-cgroupv1=false'],
    'pause-image': 'docker.io/rancher/mirrored-pause:3.10.2',
  };
  const components = layout.images?.missingComponents ?? [];
  expect(components).toContain('coredns');
  expect(configs(layout)).toEqual([{ ...both, 'disable+': components }, both]);
  expect(layout.differences).toContain(
    `disabled, since no archive has their images: ${components.join(', ')}`,
  );
});

test('a compressed archive may contain every image: nothing is disabled', () => {
  const release = { path: '/images/k3s-airgap-images-amd64.tar.zst', names: undefined };
  const layout = layoutOf(planOf(TWO), { archives: [release], manifestImages: ['traefik/whoami:v1.11.0'] });
  expect(layout.images).toEqual({ archives: [release], missingComponents: [], missingImages: [] });
});

test('the names of router and client avoid those of nodes', () => {
  const plan = planOf(TWO.replace('name: one', 'name: router').replace('name: two', 'name: client'));
  const { router, nodes, client } = layoutOf(plan);
  expect([router.name, ...nodes.map(({ name }) => name), client?.name]).toEqual([
    'lab-router',
    'router',
    'client',
    'lab-client',
  ]);
});

test('without a gateway the router has the first free address, and the difference is listed', () => {
  const plan = planOf(TWO.replace(', gateway: 10.0.0.1', '').replace('10.0.0.11', '10.0.0.1'));
  const { router, differences } = layoutOf(plan);
  expect(router.interfaces[0]?.addresses).toEqual(['10.0.0.2/24']);
  expect(differences).toEqual(["the profile has no gateway in 10.0.0.0/24: the lab's router uses 10.0.0.2"]);
});

test('no node joins a tailnet: flannel is host-gw on the interface of the tailnet', () => {
  const plan = planOf(
    TWO.replace('10.0.0.0/24, gateway: 10.0.0.1', '100.64.0.0/10, mtu: 1280')
      .replaceAll('10.0.0.1', '100.64.0.1')
      .concat('vpn: { name: tailscale }\n'),
  );
  const layout = layoutOf(plan);
  const both = { 'vpn-auth-file': '', 'flannel-iface': 'tailscale0' };
  expect(configs(layout)).toEqual([{ ...both, 'flannel-backend': 'host-gw' }, both]);
  expect(layout.nodes[0]?.interfaces[0]?.name).toBe('tailscale0');
  expect(layout.differences).toContain(
    'no node joins a tailnet: tailscale0 is a cable, and flannel is host-gw',
  );
});

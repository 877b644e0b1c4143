import { expect, test } from 'vitest';
import { listNetworkCommands } from '../../../src/lab/layout/commands';
import { planOf } from '../../plan-of';
import { layoutOf } from '../host-of';

const PLAN = planOf(`
k3sVersion: v1.37.1+k3s1
lan: { cidr: [10.0.0.0/24, 10.0.60.0/24], gateway: 10.0.0.1 }
nodes:
  - name: one
    role: server
    nodeIp: 10.0.0.11
    flannelIface: eth0
    interfaces:
      - { name: eth0, addresses: [10.0.0.11/24, 10.0.0.21/24] }
      - { name: eth0.50, vlanId: 50, mtu: 1400, addresses: 10.0.50.11/24 }
      - { name: eth0.60, addresses: 10.0.60.11/24 }
      - { name: tailscale0, addresses: 100.100.0.11/32 }
  - name: two
    role: agent
    nodeIp: 10.0.0.12
    flannelIface: eth0
    interfaces:
      - { name: eth0.50, addresses: 10.0.50.12/24 }
      - { name: tailscale0, addresses: 100.100.0.12/32 }
`);

test('each further interface has a cable to the bridge of its network', () => {
  const { cables } = layoutOf(PLAN);
  expect(cables.map((cable) => `${cable.machine} ${cable.interface} ${cable.bridge} ${cable.mtu}`)).toEqual([
    'one eth0 lan 1500',
    'two eth0 lan 1500',
    'one eth0.50 net1 1400',
    'one eth0.60 lan2 1500',
    'one tailscale0 net2 1500',
    'two eth0.50 net1 1500',
    'two tailscale0 net2 1500',
    'client eth0 lan 1500',
  ]);
  expect(new Set(cables.map(({ port }) => port)).size).toBe(cables.length);
});

test('interfaces have their addresses, and the router has one in each network', () => {
  const layout = layoutOf(PLAN);
  const show = ({ interfaces }: (typeof layout)['router']) =>
    interfaces.map(({ name, addresses }) => `${name} ${addresses.join(' ')}`.trim());
  expect(layout.nodes.map(show)[0]).toEqual([
    'eth0 10.0.0.11/24 10.0.0.21/24',
    'eth0.50 10.0.50.11/24',
    'eth0.60 10.0.60.11/24',
    'tailscale0 100.100.0.11/32',
  ]);
  expect(show(layout.router)).toEqual(['lan 10.0.0.1/24', 'lan2 10.0.60.1/24', 'net1 10.0.50.1/24', 'net2']);
  expect(layout.differences).toContain('eth0.50: cables of their own instead of tagged frames');
  expect(layout.differences).toContain('tailscale0: cables instead of tunnels');
});

test('every bridge and interface is created', () => {
  const commands = listNetworkCommands(layoutOf(PLAN)).map(({ argv }) =>
    argv.filter((one) => typeof one === 'string').join(' '),
  );
  expect(commands).toContain('ip link add net2 type bridge stp_state 0 forward_delay 0');
  expect(commands).toContain('ip address add 10.0.50.12/24 dev eth0.50');
});

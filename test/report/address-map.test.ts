import { expect, test } from 'vitest';
import { formatSpan } from '../../src/address';
import { drawAddressMap } from '../../src/report/drawing/address-map-scene';
import { measureText } from '../../src/report/drawing/text-metrics';
import { deriveAddressMaps } from '../../src/report/views/address-map';
import { deriveCapacities } from '../../src/report/views/capacity';
import { planOf } from '../plan-of';

const PLAN = planOf(`
k3sVersion: v1.37.1+k3s1
lan: { cidr: 10.0.0.0/24, gateway: 10.0.0.1, reserved: [{ range: 10.0.0.200-10.0.0.250, owner: DHCP }] }
nodes:
  - { name: one, role: server, nodeIp: 10.0.0.11 }
  - { name: two, role: agent, nodeIp: 10.0.0.12 }
metallb: { ipAddressPools: [{ name: lan, addresses: [10.0.0.100-10.0.0.150], advertise: l2 }] }
traefik: { mode: standalone, loadBalancerIPs: [10.0.0.100] }
`);

test('the LAN lists every owner in address order, and what is free between them', () => {
  const [lan] = deriveAddressMaps(PLAN);
  expect(lan?.owned.map(({ span, owner }) => `${formatSpan(span)} ${owner}`)).toEqual([
    '10.0.0.1 gateway',
    '10.0.0.11 node one',
    '10.0.0.12 node two',
    '10.0.0.100-10.0.0.150 pool lan',
    '10.0.0.100 Traefik',
    '10.0.0.200-10.0.0.250 DHCP',
  ]);
  expect(lan?.free.map(formatSpan)).toEqual([
    '10.0.0.2-10.0.0.10',
    '10.0.0.13-10.0.0.99',
    '10.0.0.151-10.0.0.199',
    '10.0.0.251-10.0.0.254',
  ]);
});

test('the pod network is cut into one share per node; its last address is free', () => {
  const pods = deriveAddressMaps(PLAN).find(({ title }) => title === 'Pods');
  expect(pods?.owned.map(({ span }) => formatSpan(span))).toEqual([
    '10.42.0.0-10.42.0.255',
    '10.42.1.0-10.42.1.255',
  ]);
  expect(pods?.free.map(formatSpan)).toEqual(['10.42.2.0-10.42.255.255']);
});

test('a pool outside of the LAN has a map of its own', () => {
  const plan = planOf(`
k3sVersion: v1.37.1+k3s1
lan: { cidr: 10.0.0.0/24 }
nodes: [{ name: one, role: server, nodeIp: 10.0.0.11 }]
metallb:
  ipAddressPools: [{ name: public, addresses: [10.21.0.0/24], advertise: bgp }]
  bgpPeers: [{ name: tor, myASN: 64512, peerASN: 64601, peerAddress: 10.0.0.2 }]
`);
  const map = deriveAddressMaps(plan)[1];
  expect([map?.title, map?.cidr.toString()]).toEqual(['Addresses outside the LAN', '10.21.0.0/24']);
});

test('marks are to scale: a range of 51 of 256 addresses takes its share of the bar', () => {
  const [lan] = deriveAddressMaps(PLAN);
  if (lan === undefined) throw new Error('no map');
  const { boxes } = drawAddressMap(lan, 'lan');
  const [network, pool] = [boxes[0], boxes.find(({ role }) => role === 'pool')];
  expect((pool?.width ?? 0) / (network?.width ?? 1)).toBeCloseTo(51 / 256, 3);
  expect(((pool?.x ?? 0) - (network?.x ?? 0)) / (network?.width ?? 1)).toBeCloseTo(100 / 256, 3);
});

test('labels of one row do not touch, and none leaves the drawing', () => {
  const [lan] = deriveAddressMaps(PLAN);
  if (lan === undefined) throw new Error('no map');
  const { labels, width, height } = drawAddressMap(lan, 'lan');
  const below = labels.filter(({ id }) => id.startsWith('label-'));
  for (const label of below) {
    expect(label.x + measureText(label.text, label.style)).toBeLessThanOrEqual(width);
    expect(label.y).toBeLessThan(height);
    const others = below.filter((other) => other !== label && other.y === label.y && other.x > label.x);
    for (const other of others) expect(label.x + measureText(label.text, label.style)).toBeLessThan(other.x);
  }
});

test('capacities count what the plan uses', () => {
  expect(deriveCapacities(PLAN).map(({ used, total }) => [used, total])).toEqual([
    [2n, 256n],
    [110n, 253n],
    [2n, 65534n],
    [1n, 51n],
  ]);
});

test('networks of further interfaces have maps of their own, and their pools are in them', () => {
  const plan = planOf(`
k3sVersion: v1.37.1+k3s1
lan: { cidr: 10.0.0.0/24 }
nodes:
  - name: one
    role: server
    nodeIp: 10.0.0.11
    flannelIface: eth0
    interfaces:
      - { name: eth0, addresses: [10.0.0.11/24, 10.0.0.21/24] }
      - { name: eth0.50, addresses: 10.0.50.11/24 }
      - { name: tailscale0, addresses: 100.100.0.11/32 }
metallb: { ipAddressPools: [{ name: dmz, addresses: [10.0.50.100-10.0.50.110], advertise: l2 }] }
`);
  const maps = deriveAddressMaps(plan).filter(({ title }) => title !== 'Pods' && title !== 'Services');
  expect(
    maps.map(({ title, cidr, owned }) => [
      `${title} ${cidr.toString()}`,
      ...owned.map(({ span, owner }) => `${formatSpan(span)} ${owner}`),
    ]),
  ).toEqual([
    ['LAN 10.0.0.0/24', '10.0.0.11 node one', '10.0.0.21 node one, eth0'],
    ['Further interfaces 10.0.50.0/24', '10.0.50.11 node one, eth0.50', '10.0.50.100-10.0.50.110 pool dmz'],
    ['Further interfaces 100.100.0.11/32', '100.100.0.11 node one, tailscale0'],
  ]);
});

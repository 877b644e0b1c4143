import { expect, test } from 'vitest';
import { nodeInterfaces } from '../../../../src/verify/checks/node/node-interfaces';
import type { RecordedLink, Recording } from '../../recorded';
import { copyRecording, failuresOf } from '../../recorded';

/** A VLAN on duo2, planned and configured, with something changed. */
function withVlan(change: (link: RecordedLink) => void = () => undefined): Recording {
  const recording = copyRecording();
  recording.profile = recording.profile.replace(
    "'fd66::12'], flannelIface: eth0 }",
    "'fd66::12'], flannelIface: eth0, interfaces: [{ name: eth0.50, vlanId: 50, mtu: 1500, addresses: 10.0.50.12/24 }] }",
  );
  const link = {
    ...{ ifname: 'eth0.50', mtu: 1500, flags: ['BROADCAST', 'MULTICAST', 'UP', 'LOWER_UP'] },
    address: '02:00:00:00:50:12',
    linkinfo: { info_kind: 'vlan', info_data: { id: 50 } },
    addr_info: [{ family: 'inet', local: '10.0.50.12', prefixlen: 24, scope: 'global' }],
  } as unknown as RecordedLink;
  change(link);
  recording.nodes['duo2']?.address.push(link);
  return recording;
}

const PLANNED = '10.0.50.12/24, up, VLAN 50, MTU 1500, with ARP and NDP';

test('passes where the interface is as planned', async () => {
  expect(await failuresOf(withVlan(), [nodeInterfaces])).toEqual([]);
});

test('fails where the interface does not exist', async () => {
  expect(
    await failuresOf(
      withVlan((link) => (link.ifname = 'eth0.60')),
      [nodeInterfaces],
    ),
  ).toEqual([
    { check: 'node-interfaces', target: 'node duo2', found: 'no such interface', planned: PLANNED },
  ]);
});

test.each<[string, (link: RecordedLink) => void]>([
  ['without 10.0.50.12, up, VLAN 50, MTU 1500, with ARP and NDP', (link) => (link.addr_info = [])],
  [
    '10.0.50.12/16, up, VLAN 50, MTU 1500, with ARP and NDP',
    (link) => Object.assign(link.addr_info[0] ?? {}, { prefixlen: 16 }),
  ],
  ['10.0.50.12/24, up, VLAN 50, MTU 1400, with ARP and NDP', (link) => (link.mtu = 1400)],
  ['10.0.50.12/24, down, VLAN 50, MTU 1500, with ARP and NDP', (link) => (link.flags = ['BROADCAST'])],
  [
    '10.0.50.12/24, no carrier, VLAN 50, MTU 1500, with ARP and NDP',
    (link) => (link.flags = ['UP', 'NO-CARRIER']),
  ],
  [
    '10.0.50.12/24, up, VLAN 60, MTU 1500, with ARP and NDP',
    (link) => (link.linkinfo = { info_kind: 'vlan', info_data: { id: 60 } }),
  ],
  ['10.0.50.12/24, up, no VLAN, MTU 1500, with ARP and NDP', (link) => delete link.linkinfo],
  [
    '10.0.50.12/24, up, VLAN 50, MTU 1500, without ARP and NDP',
    (link) => (link.flags = ['POINTOPOINT', 'NOARP', 'UP']),
  ],
])('fails with %s', async (found, change) => {
  expect(await failuresOf(withVlan(change), [nodeInterfaces])).toEqual([
    { check: 'node-interfaces', target: 'node duo2', found, planned: PLANNED },
  ]);
});

test('compares no VLAN ID in a lab, which has cables instead', async () => {
  const recording = withVlan((link) => delete link.linkinfo);
  recording.change = { rehearsal: { differences: [], config: new Map(), silentNameServers: [] } };
  expect(await failuresOf(recording, [nodeInterfaces])).toEqual([]);
});

import { describe, expect, test } from 'vitest';
import { NODE_CHECKS } from '../../src/verify/checks/node';
import type { RecordedLink, Recording } from './recorded';
import { causesOf, failuresOf, findingsOf, copyRecording } from './recorded';

/** A recording with one thing wrong on duo2. */
function breakRecording(change: (recording: Recording) => void): Recording {
  const recording = copyRecording();
  change(recording);
  return recording;
}

function link({ nodes }: Recording, name: string): RecordedLink {
  const found = nodes['duo2']?.address.find(({ ifname }) => ifname === name);
  if (found === undefined) throw new Error(`duo2 has no ${name}`);
  return found;
}

function duo2({ nodes }: Recording) {
  return nodes['duo2'] as Recording['nodes'][string];
}

test('every node check passes on a healthy cluster', async () => {
  const findings = await findingsOf(copyRecording(), NODE_CHECKS);
  expect(findings.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
  const subject = new Set(findings.map(({ check, target }) => `${check} ${target}`));
  const silent = [
    'router-advertisements',
    'deployed-manifests',
    'wireguard-peers',
    'pool-addresses',
    'node-interfaces',
    'tailnet-routes',
    'cni-configuration',
    'pod-addresses',
  ];
  for (const { id } of NODE_CHECKS.filter((check) => !silent.includes(check.id))) {
    expect(subject).toContain(`${id} node duo1`);
    expect(subject).toContain(`${id} node duo2`);
  }
});

/** Each fault, and all that is then said: no more and no less. */
const FAULTS: Readonly<Record<string, [(recording: Recording) => void, object[]]>> = {
  'the LAN interface has a smaller MTU': [
    (recording) => (link(recording, 'eth0').mtu = 1400),
    [
      fault('lan-address', '10.66.0.12/24 on eth0, up, MTU 1400', '10.66.0.12/24 on eth0, up, MTU 1500'),
      fault('lan-address', 'fd66::12/64 on eth0, up, MTU 1400', 'fd66::12 on eth0, up, MTU 1500'),
    ],
  ],
  'the address has another prefix length': [
    (recording) => Object.assign(link(recording, 'eth0').addr_info[0] ?? {}, { prefixlen: 16 }),
    [fault('lan-address', '10.66.0.12/16 on eth0, up, MTU 1500', '10.66.0.12/24 on eth0, up, MTU 1500')],
  ],
  'the IPv6 address is on another machine too': [
    (recording) => Object.assign(link(recording, 'eth0').addr_info[1] ?? {}, { dadfailed: true }),
    [
      fault(
        'lan-address',
        'fd66::12/64 on eth0, up, MTU 1500, unused by the kernel: duplicate address detection found another machine with it',
        'fd66::12 on eth0, up, MTU 1500',
      ),
    ],
  ],
  'the default route is lost': [
    (recording) => (duo2(recording).route4 = duo2(recording).route4.filter(({ dst }) => dst !== 'default')),
    [fault('default-route', 'none', 'default via 10.66.0.1')],
  ],
  'the default route leads elsewhere': [
    (recording) => {
      duo2(recording).route4 = duo2(recording).route4.map((route) =>
        route['dst'] === 'default' ? { ...route, gateway: '10.66.0.254' } : route,
      );
    },
    [fault('default-route', 'default via 10.66.0.254 dev eth0', 'default via 10.66.0.1')],
  ],
  'forwarding is off': [
    (recording) =>
      Object.assign(duo2(recording).settings, {
        'net/ipv4/ip_forward': '0',
        'net/ipv4/conf/eth0/forwarding': '0',
        'net/ipv6/conf/all/forwarding': '0',
      }),
    [
      fault('ip-forwarding', 'off: net/ipv4/ip_forward', 'on'),
      fault('ip-forwarding', 'off: net/ipv6/conf/all/forwarding', 'on'),
    ],
  ],
  'forwarding is off for one interface': [
    (recording) => (duo2(recording).settings['net/ipv4/conf/cni0/forwarding'] = '0'),
    [fault('ip-forwarding', 'off: net/ipv4/conf/cni0/forwarding', 'on')],
  ],
  'a strict reverse path filter, and the way out by another interface': [
    (recording) => {
      duo2(recording).settings['net/ipv4/conf/all/rp_filter'] = '1';
      duo2(recording).route4 = duo2(recording).route4.map((route) =>
        route['dst'] === 'default' ? { ...route, dev: 'wlan0' } : route,
      );
    },
    [
      fault(
        'reverse-path-filter',
        'strict; the default route uses wlan0',
        'off or loose, since the default route uses another interface',
      ),
    ],
  ],
  'br_netfilter is not loaded': [
    (recording) => delete duo2(recording).settings['net/bridge/bridge-nf-call-iptables'],
    [fault('bridge-netfilter', 'missing: the module br_netfilter is not loaded', '1')],
  ],
  'the IPv6 default route runs out': [
    (recording) => {
      duo2(recording).route6 = duo2(recording).route6.map((route) =>
        route['dst'] === 'default' ? { ...route, protocol: 'ra', gateway: 'fe80::1' } : route,
      );
    },
    [fault('router-advertisements', '1', '2, since the node forwards')],
  ],
  'the config file was edited': [
    (recording) =>
      (duo2(recording).config = duo2(recording).config.map((line) => line.replace('eth0', 'eth1'))),
    [fault('k3s-config', 'flannel-iface: "eth1"', 'flannel-iface: "eth0"')],
  ],
  'the config file is not there': [
    (recording) =>
      (duo2(recording).programs['cat /etc/rancher/k3s/config.yaml.d/50-netstack.yaml'] = { status: 1 }),
    [fault('k3s-config', 'no such file', '4 keys')],
  ],
  'a later file overrides a key': [
    (recording) => {
      const annotations = recording.objects[1]?.metadata.annotations ?? {};
      const key = 'k3s.io/node-args';
      annotations[key] = (annotations[key] ?? '').replace('"--token"', '"--flannel-iface=wlan0","--token"');
    },
    [fault('k3s-arguments', 'wlan0', 'eth0')],
  ],
  'another k3s runs': [
    (recording) =>
      Object.assign(recording.objects[1]?.status.nodeInfo ?? {}, { kubeletVersion: 'v1.35.9+k3s1' }),
    [fault('k3s-version', 'v1.35.9+k3s1', 'v1.36.3+k3s1')],
  ],
  'the Node has another address': [
    (recording) =>
      Object.assign(recording.objects[1]?.status.addresses[0] ?? {}, { address: '192.168.7.12' }),
    [fault('node-addresses', '192.168.7.12, fd66::12', '10.66.0.12, fd66::12')],
  ],
  'kube-proxy is in another mode': [
    (recording) =>
      (duo2(recording).programs['curl -s --max-time 8 http://127.0.0.1:10249/proxyMode'] = {
        stdout: 'ipvs',
      }),
    [fault('kube-proxy-mode', 'ipvs', 'iptables')],
  ],
  'kube-proxy does not run': [
    (recording) =>
      (duo2(recording).programs['curl -s --max-time 8 http://127.0.0.1:10249/proxyMode'] = { status: 7 }),
    [fault('kube-proxy-mode', 'no answer: kube-proxy does not run', 'iptables')],
  ],
  'the tunnel has a smaller MTU': [
    (recording) => (link(recording, 'flannel.1').mtu = 1400),
    [fault('flannel-device', vxlan({ mtu: 1400 }), vxlan({}))],
  ],
  'the tunnel has another VNI, port and own address, and learns': [
    (recording) =>
      Object.assign(link(recording, 'flannel.1').linkinfo?.info_data ?? {}, {
        ...{ id: 7, port: 4789, local: '192.168.7.12', link: 'wlan0', learning: true },
      }),
    [
      fault(
        'flannel-device',
        'vxlan, VNI 7, port 4789, local address 192.168.7.12 on wlan0, learning, MTU 1450, up',
        vxlan({}),
      ),
    ],
  ],
  'a tunnel is left over from another VNI': [
    (recording) => duo2(recording).address.push({ ...link(recording, 'flannel.1'), ifname: 'flannel.7' }),
    [fault('flannel-device', 'the interface exists', 'no such interface: flannel is vxlan')],
  ],
  'subnet.env is of an older clusterCidr': [
    (recording) =>
      (duo2(recording).subnetEnv = duo2(recording).subnetEnv.map((line) => line.replace('10.52.', '10.42.'))),
    [
      fault(
        'flannel-subnet',
        'FLANNEL_NETWORK=10.42.0.0/16, FLANNEL_SUBNET=10.42.1.1/24',
        'FLANNEL_NETWORK=10.52.0.0/16, FLANNEL_SUBNET=10.52.1.1/24',
      ),
    ],
  ],
  'a route is lost': [
    (recording) =>
      (duo2(recording).route4 = duo2(recording).route4.filter(({ dst }) => dst !== '10.52.0.0/24')),
    [fault('flannel-routes', 'no route to 10.52.0.0/24', '10.52.0.0/24 via 10.52.0.0 dev flannel.1')],
  ],
  'a forwarding entry is lost': [
    (recording) => (duo2(recording).fdb = duo2(recording).fdb.filter(({ ifname }) => ifname !== 'flannel.1')),
    [
      fault(
        'flannel-forwarding',
        '10.52.0.0 has b6:47:7e:1c:2f:fe, which the device sends to nowhere',
        '10.52.0.0 has b6:47:7e:1c:2f:fe, which the device sends to 10.66.0.11',
      ),
    ],
  ],
  'a neighbour entry is lost': [
    (recording) =>
      (duo2(recording).neighbour = duo2(recording).neighbour.filter(({ dev }) => dev !== 'flannel-v6.1')),
    [
      fault(
        'flannel-forwarding',
        'fd00:52:: has no MAC, which the device sends to fd66::11',
        'fd00:52:: has aa:c3:16:cc:4f:a8, which the device sends to fd66::11',
      ),
    ],
  ],
  'the bridge is left over from an older clusterCidr': [
    (recording) => Object.assign(link(recording, 'cni0').addr_info[0] ?? {}, { local: '10.42.7.1' }),
    [
      fault(
        'cni-bridge',
        '10.42.7.1/24 and fd00:52:0:1::1/64, MTU 1450, up',
        '10.52.1.1/24 and fd00:52:0:1::1/64, MTU 1450, up',
      ),
    ],
  ],
};

function fault(check: string, found: string, planned: string) {
  return { check, target: 'node duo2', found, planned };
}

function vxlan({ mtu = 1450 }: { readonly mtu?: number }): string {
  return `vxlan, VNI 1, port 8472, local address 10.66.0.12 on eth0, no learning, MTU ${mtu}, up`;
}

describe('a single fault has one cause', () => {
  test.each(Object.entries(FAULTS))('%s', async (_title, [change, expected]) => {
    expect(await causesOf(breakRecording(change), NODE_CHECKS)).toEqual(expected);
  });

  test("a VXLAN device that was created again differs from flannel's annotation", async () => {
    const recording = breakRecording((one) => (link(one, 'flannel.1').address = '02:00:00:00:00:01'));
    expect(await failuresOf(recording, NODE_CHECKS)).toEqual([
      fault(
        'flannel-annotations',
        'VNI 1, MAC 92:1f:e6:55:87:ef',
        'VNI 1, MAC 02:00:00:00:00:01, as on flannel.1',
      ),
    ]);
  });

  test('two nodes with the same pod CIDR fail', async () => {
    const recording = breakRecording((one) =>
      Object.assign(one.objects[1]?.spec ?? {}, { podCIDRs: ['10.52.0.0/24'] }),
    );
    const failures = await failuresOf(
      recording,
      NODE_CHECKS.filter(({ id }) => id === 'pod-cidr'),
    );
    expect(failures).toMatchObject([
      { target: 'node duo1', found: '10.52.0.0/24, which overlaps 10.52.0.0/24 of duo2' },
      { target: 'node duo2', found: '10.52.0.0/24, which overlaps 10.52.0.0/24 of duo1' },
      { target: 'node duo2', found: 'no IPv6 network', planned: 'a /64 of fd00:52::/56 for this node only' },
    ]);
  });

  test('a node that has not joined fails once, and the checks that need it are skipped', async () => {
    const recording = breakRecording((one) => (one.objects = one.objects.slice(0, 1)));
    const failures = await failuresOf(recording, NODE_CHECKS);
    expect(failures.filter((one) => 'found' in one)).toEqual([
      fault('node-addresses', 'no such Node; the cluster has duo1', 'a Node of that name, agent'),
    ]);
    const reasons = new Set(failures.flatMap((one) => one.reason ?? []));
    expect([...reasons]).toEqual(['the cluster has no node duo2']);
  });

  test('checks that read the API server run for a node that is off', async () => {
    const recording = breakRecording((one) => delete one.nodes['duo2']);
    const findings = (await findingsOf(recording, NODE_CHECKS)).filter(
      ({ target }) => target === 'node duo2',
    );
    const held = new Set(findings.filter(({ outcome }) => outcome === 'passed').map(({ check }) => check));
    expect([...held]).toEqual([
      ...['k3s-arguments', 'k3s-version', 'node-addresses', 'node-ready', 'node-labels', 'pod-cidr'],
      ...['max-pods', 'flannel-annotations'],
    ]);
    expect(findings.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  });
});

describe('a lab', () => {
  test('only the known additions to the k3s configuration pass', async () => {
    const recording = breakRecording((one) => {
      const annotations = one.objects[1]?.metadata.annotations ?? {};
      const key = 'k3s.io/node-args';
      annotations[key] = (annotations[key] ?? '').replace('"--token"', '"--flannel-iface","lab0","--token"');
      one.change = {
        rehearsal: {
          differences: [],
          silentNameServers: [],
          config: new Map([['duo2', { 'flannel-iface': 'lab0' }]]),
        },
      };
    });
    expect(await failuresOf(recording, NODE_CHECKS)).toEqual([]);
  });
});

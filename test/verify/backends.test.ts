import { expect, test } from 'vitest';
import { flannelDevices } from '../../src/verify/flannel';
import { NODE_CHECKS } from '../../src/verify/checks/node';
import { wantedPorts } from '../../src/verify/node/wanted-ports';
import { checksumsOf } from '../../src/verify/checks/node/deployed-manifests';
import { argumentsOf } from '../../src/verify/checks/node/k3s-arguments';
import { MINIMAL, planOf } from '../plan-of';
import { failuresOf, findingsOf, recorded } from './recorded';

const DUAL = MINIMAL.replace('10.0.0.0/24', "[10.0.0.0/24, 'fd00:1::/64']")
  .replace('nodeIp: 10.0.0.11', "nodeIp: [10.0.0.11, 'fd00:1::11']")
  .concat("clusterCidr: [10.42.0.0/16, 'fd42::/56']\nserviceCidr: [10.43.0.0/16, 'fd43::/112']\n");

function devices(flannel: string, text = DUAL) {
  const plan = planOf(`${text}flannel: ${flannel}\n`);
  return flannelDevices(plan).map(({ name, kind, mtu }) => `${name} ${kind} ${mtu}`);
}

test("each backend's interfaces, and their MTU", () => {
  expect(devices('{ backend: vxlan }')).toEqual(['flannel.1 vxlan 1450', 'flannel-v6.1 vxlan 1430']);
  expect(devices('{ backend: vxlan, vni: 7, mtu: 1400 }')).toEqual([
    ...['flannel.7 vxlan 1350', 'flannel-v6.7 vxlan 1350'],
  ]);
  expect(devices('{ backend: wireguard-native }')).toEqual([
    ...['flannel-wg wireguard 1420', 'flannel-wg-v6 wireguard 1420'],
  ]);
  expect(devices('{ backend: host-gw }')).toEqual([]);
  expect(devices('{ backend: none }')).toEqual([]);
});

test('with host-gw the routes go by the nodes themselves, and no tunnel is left', async () => {
  const recording = recorded();
  recording.profile = recording.profile.replace('backend: vxlan', 'backend: host-gw');
  for (const [index, [name, other]] of [['duo1', '2'] as const, ['duo2', '1'] as const].entries()) {
    const node = recording.nodes[name];
    const annotations = recording.objects[index]?.metadata.annotations ?? {};
    annotations['flannel.alpha.coreos.com/backend-type'] = 'host-gw';
    if (node === undefined) continue;
    node.route4 = node.route4.map((route) =>
      String(route['dev']).startsWith('flannel')
        ? { ...route, gateway: `10.66.0.1${other}`, dev: 'eth0' }
        : route,
    );
    node.route6 = node.route6.map((route) =>
      String(route['gateway']).startsWith('fd00:52')
        ? { ...route, gateway: `fd66::1${other}`, dev: 'eth0' }
        : route,
    );
  }
  const checks = NODE_CHECKS.filter(({ id }) =>
    ['flannel-device', 'flannel-annotations', 'flannel-routes', 'flannel-forwarding'].includes(id),
  );
  const leftOver = { found: 'there, with its addresses and routes' };
  expect(
    (await failuresOf(recording, checks)).map(({ check, place, found }) => ({ check, place, found })),
  ).toEqual(
    ['duo1', 'duo1', 'duo2', 'duo2'].map((name) => ({
      ...{ check: 'flannel-device', place: `node ${name}` },
      ...leftOver,
    })),
  );
  for (const node of Object.values(recording.nodes))
    node.address = node.address.filter(({ ifname }) => !ifname.startsWith('flannel'));
  expect(await failuresOf(recording, checks)).toEqual([]);
  expect(await findingsOf(recording, checks)).not.toEqual([]);
});

test('with wireguard-native one route leads to all pods, and a narrower one is told', async () => {
  const recording = recorded();
  recording.profile = recording.profile.replace('backend: vxlan', 'backend: wireguard-native');
  const duo2 = recording.nodes['duo2'];
  for (const node of Object.values(recording.nodes)) {
    node.route4 = [{ dst: '10.52.0.0/16', dev: 'flannel-wg', scope: 'link', flags: [] }];
    node.route6 = [{ dst: 'fd00:52::/56', dev: 'flannel-wg-v6', metric: 1024, flags: [] }];
  }
  const checks = NODE_CHECKS.filter(({ id }) => id === 'flannel-routes');
  const findings = await findingsOf(recording, checks);
  expect(findings.map(({ outcome, place }) => `${outcome} ${place}`)).toEqual([
    ...['holds node duo1', 'holds node duo1', 'holds node duo2', 'holds node duo2'],
  ]);

  duo2?.route4.push({ dst: '10.52.0.0/24', gateway: '10.66.0.11', dev: 'eth0', flags: [] });
  duo2?.route6.pop();
  const failures = (await findingsOf(recording, checks)).filter((finding) => finding.outcome === 'fails');
  expect(failures).toMatchObject([
    {
      place: 'node duo2',
      found: '10.52.0.0/24 via 10.66.0.11 dev eth0',
      planned: '10.52.0.0/16 dev flannel-wg',
    },
    {
      place: 'node duo2',
      found: 'no route to fd00:52::/56',
      planned: 'fd00:52::/56 dev flannel-wg-v6',
      next: 'ip -6 route replace fd00:52::/56 dev flannel-wg-v6, or restart k3s on this node: flannel writes its routes anew',
    },
  ]);
});

test('the ports that two nodes have to reach of each other', () => {
  const plan = planOf(
    [
      'k3sVersion: v1.37.1+k3s1',
      'lan: { cidr: 10.0.0.0/24 }',
      'nodes:',
      '  - { name: a, role: server, nodeIp: 10.0.0.11 }',
      '  - { name: b, role: server, nodeIp: 10.0.0.12 }',
      '  - { name: c, role: server, nodeIp: 10.0.0.13 }',
      '  - { name: d, role: agent, nodeIp: 10.0.0.14 }',
      'flannel: { backend: vxlan, port: 4789 }',
      'metallb: { ipAddressPools: [{ name: lan, addresses: [10.0.0.100-10.0.0.150], advertise: l2 }] }',
      '',
    ].join('\n'),
  );
  const [a, b, , d] = plan.nodes;
  if (a === undefined || b === undefined || d === undefined) throw new Error('four nodes');
  const texts = (self: typeof a, other: typeof a) =>
    wantedPorts(plan, self, other)
      .map(({ protocol, port, way }) => `${protocol} ${port} ${way}`)
      .join(', ');
  const common =
    'udp 4789 in, udp 4789 out, tcp 10250 in, tcp 10250 out, tcp 7946 in, tcp 7946 out, udp 7946 in, udp 7946 out';
  expect(texts(a, d)).toBe(`${common}, tcp 6443 in`);
  expect(texts(d, a)).toBe(`${common}, tcp 6443 out`);
  expect(texts(a, b)).toBe(
    `${common}, tcp 6443 in, tcp 6443 out, tcp 2379 in, tcp 2379 out, tcp 2380 in, tcp 2380 out`,
  );
});

test('files of the auto-deploy directory that are old, missing and left over', async () => {
  const recording = recorded();
  const folder = '/var/lib/rancher/k3s/server/manifests';
  const sum = (digit: string) => digit.repeat(64);
  const node = recording.nodes['duo1'];
  if (node) {
    node.programs['find'] = {
      stdout: `${sum('a')}  ${folder}/netstack-10-a.k8s.yaml\n${sum('b')}  ${folder}/netstack-90-old.k8s.yaml\n`,
    };
  }
  recording.change = {
    manifests: new Map([
      ['netstack-10-a.k8s.yaml', { content: 'a', objects: [] }],
      ['netstack-20-b.k8s.yaml', { content: 'b', objects: [] }],
    ]),
  };
  const checks = NODE_CHECKS.filter(({ id }) => id === 'deployed-manifests');
  expect((await failuresOf(recording, checks)).map(({ place, found }) => [place, found])).toEqual([
    ['node duo1', 'SHA-256 aaaaaaaaaaaa'],
    ['node duo1', 'no such file, beside others'],
    ['node duo1', 'there'],
  ]);
});

test('what sha256sum prints', () => {
  const sum = '0123456789abcdef'.repeat(4);
  expect(checksumsOf(`${sum}  /a b/c.yaml\nnonsense\n${sum} */d.yaml\n`)).toEqual(
    new Map([
      ['c.yaml', sum],
      ['d.yaml', sum],
    ]),
  );
});

test('what k3s notes of its arguments', () => {
  const words = [
    'server',
    '--disable',
    'traefik',
    '--flannel-ipv6-masq',
    '--tls-san=a',
    '--disable',
    'servicelb',
  ];
  expect(argumentsOf(JSON.stringify(words))).toEqual(
    new Map([
      ['disable', ['traefik', 'servicelb']],
      ['flannel-ipv6-masq', ['true']],
      ['tls-san', ['a']],
    ]),
  );
  expect(argumentsOf(undefined)).toBeUndefined();
});

test('what a kernel has: loaded, on disk, missing, or nobody knows', async () => {
  const checks = NODE_CHECKS.filter(({ id }) => id === 'kernel-features');
  const look = async (programs: Record<string, { status: number; stdout?: string }>) => {
    const recording = recorded();
    const node = recording.nodes['duo2'];
    if (node) {
      node.address = node.address.filter(({ ifname }) => !ifname.startsWith('flannel'));
      Object.assign(node.programs, programs);
    }
    const [failure] = await failuresOf(recording, checks);
    return failure?.found ?? failure?.because ?? 'there';
  };
  const not = { status: 1 };
  const bare = {
    'test -d /sys/module/vxlan': not,
    'modprobe --dry-run --quiet vxlan': not,
    'uname -r': { status: 0, stdout: '6.8.0\n' },
    'test -f /lib/modules/6.8.0/modules.dep': not,
  };
  expect(await look({ 'test -d /sys/module/vxlan': { status: 0 } })).toBe('there');
  expect(await look({ ...bare, 'modprobe --dry-run --quiet vxlan': { status: 0 } })).toBe('there');
  expect(await look({ ...bare, 'test -f /lib/modules/6.8.0/modules.dep': { status: 0 } })).toBe(
    'neither loaded, nor built in, nor among the modules of this kernel',
  );
  expect(await look(bare)).toBe('nothing on duo2 says whether its kernel has vxlan');
});

import { expect, test } from 'vitest';
import { flannelDevices } from '../../src/verify/flannel';
import { NODE_CHECKS } from '../../src/verify/checks/node';
import { listRequiredPorts } from '../../src/verify/node/required-ports';
import { parseChecksums } from '../../src/verify/checks/node/deployed-manifests';
import { parseArguments } from '../../src/verify/checks/node/k3s-arguments';
import { MINIMAL, planOf } from '../plan-of';
import { failuresOf, findingsOf, copyRecording } from './recorded';

const DUAL = MINIMAL.replace('10.0.0.0/24', "[10.0.0.0/24, 'fd00:1::/64']")
  .replace('nodeIp: 10.0.0.11', "nodeIp: [10.0.0.11, 'fd00:1::11']")
  .concat("clusterCidr: [10.42.0.0/16, 'fd42::/56']\nserviceCidr: [10.43.0.0/16, 'fd43::/112']\n");

function devices(flannel: string, text = DUAL) {
  const plan = planOf(`${text}flannel: ${flannel}\n`);
  return flannelDevices(plan).map(({ name, kind, mtu }) => `${name} ${kind} ${mtu}`);
}

test("each backend's interfaces and their MTU", () => {
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

test('with host-gw the routes lead to the nodes, and no tunnel interface exists', async () => {
  const recording = copyRecording();
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
  const leftOver = { found: 'the interface exists' };
  expect(
    (await failuresOf(recording, checks)).map(({ check, target, found }) => ({ check, target, found })),
  ).toEqual(
    ['duo1', 'duo1', 'duo2', 'duo2'].map((name) => ({
      ...{ check: 'flannel-device', target: `node ${name}` },
      ...leftOver,
    })),
  );
  for (const node of Object.values(recording.nodes))
    node.address = node.address.filter(({ ifname }) => !ifname.startsWith('flannel'));
  expect(await failuresOf(recording, checks)).toEqual([]);
  expect(await findingsOf(recording, checks)).not.toEqual([]);
});

test('with wireguard-native one route leads to all pods, and a longer prefix fails', async () => {
  const recording = copyRecording();
  recording.profile = recording.profile.replace('backend: vxlan', 'backend: wireguard-native');
  const duo2 = recording.nodes['duo2'];
  for (const node of Object.values(recording.nodes)) {
    node.route4 = [{ dst: '10.52.0.0/16', dev: 'flannel-wg', scope: 'link', flags: [] }];
    node.route6 = [{ dst: 'fd00:52::/56', dev: 'flannel-wg-v6', metric: 1024, flags: [] }];
  }
  const checks = NODE_CHECKS.filter(({ id }) => id === 'flannel-routes');
  const findings = await findingsOf(recording, checks);
  expect(findings.map(({ outcome, target }) => `${outcome} ${target}`)).toEqual([
    ...['passed node duo1', 'passed node duo1', 'passed node duo2', 'passed node duo2'],
  ]);

  duo2?.route4.push({ dst: '10.52.0.0/24', gateway: '10.66.0.11', dev: 'eth0', flags: [] });
  duo2?.route6.pop();
  const failures = (await findingsOf(recording, checks)).filter((finding) => finding.outcome === 'failed');
  expect(failures).toMatchObject([
    {
      target: 'node duo2',
      found: '10.52.0.0/24 via 10.66.0.11 dev eth0',
      planned: '10.52.0.0/16 dev flannel-wg',
    },
    {
      target: 'node duo2',
      found: 'no route to fd00:52::/56',
      planned: 'fd00:52::/56 dev flannel-wg-v6',
      next: 'ip -6 route replace fd00:52::/56 dev flannel-wg-v6, or restart k3s on this node: flannel writes its routes at its start',
    },
  ]);
});

test('the ports that two nodes must reach on each other', () => {
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
    listRequiredPorts(plan, self, other)
      .map(({ protocol, port, direction }) => `${protocol} ${port} ${direction}`)
      .join(', ');
  const common =
    'udp 4789 in, udp 4789 out, tcp 10250 in, tcp 10250 out, tcp 7946 in, tcp 7946 out, udp 7946 in, udp 7946 out';
  expect(texts(a, d)).toBe(`${common}, tcp 6443 in`);
  expect(texts(d, a)).toBe(`${common}, tcp 6443 out`);
  expect(texts(a, b)).toBe(
    `${common}, tcp 6443 in, tcp 6443 out, tcp 2379 in, tcp 2379 out, tcp 2380 in, tcp 2380 out`,
  );
});

test('outdated, missing and left-over files of the auto-deploy directory fail', async () => {
  const recording = copyRecording();
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
  expect((await failuresOf(recording, checks)).map(({ target, found }) => [target, found])).toEqual([
    ['node duo1', 'SHA-256 aaaaaaaaaaaa'],
    ['node duo1', 'no such file, while other files exist'],
    ['node duo1', 'the file exists'],
  ]);
});

test('parses the output of sha256sum', () => {
  const sum = '0123456789abcdef'.repeat(4);
  expect(parseChecksums(`${sum}  /a b/c.yaml\nnonsense\n${sum} */d.yaml\n`)).toEqual(
    new Map([
      ['c.yaml', sum],
      ['d.yaml', sum],
    ]),
  );
});

test('parses the annotation of k3s arguments', () => {
  const words = [
    'server',
    '--disable',
    'traefik',
    '--flannel-ipv6-masq',
    '--tls-san=a',
    '--disable',
    'servicelb',
  ];
  expect(parseArguments(JSON.stringify(words))).toEqual(
    new Map([
      ['disable', ['traefik', 'servicelb']],
      ['flannel-ipv6-masq', ['true']],
      ['tls-san', ['a']],
    ]),
  );
  expect(parseArguments(undefined)).toBeUndefined();
});

test('a kernel feature is loaded, on disk, missing or unknown', async () => {
  const checks = NODE_CHECKS.filter(({ id }) => id === 'kernel-features');
  const texts = async (programs: Record<string, { status: number; stdout?: string }>) => {
    const recording = copyRecording();
    const node = recording.nodes['duo2'];
    if (node) {
      node.address = node.address.filter(({ ifname }) => !ifname.startsWith('flannel'));
      Object.assign(node.programs, programs);
    }
    const [failure] = await failuresOf(recording, checks);
    return failure?.found ?? failure?.reason ?? 'available';
  };
  const not = { status: 1 };
  const bare = {
    'test -d /sys/module/vxlan': not,
    'modprobe --dry-run --quiet vxlan': not,
    'uname -r': { status: 0, stdout: '6.8.0\n' },
    'test -f /lib/modules/6.8.0/modules.dep': not,
  };
  expect(await texts({ 'test -d /sys/module/vxlan': { status: 0 } })).toBe('available');
  expect(await texts({ ...bare, 'modprobe --dry-run --quiet vxlan': { status: 0 } })).toBe('available');
  expect(await texts({ ...bare, 'test -f /lib/modules/6.8.0/modules.dep': { status: 0 } })).toBe(
    'neither loaded, nor built in, nor installed for this kernel',
  );
  expect(await texts(bare)).toBe(
    'duo2 has no list of kernel modules, so whether its kernel has vxlan is unknown',
  );
});

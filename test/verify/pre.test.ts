import { describe, expect, test } from 'vitest';
import { PRE_CHECKS, runChecks } from '../../src/verify';
import type { CommandOutput, VerifyContext } from '../../src/verify';
import { UnreachableError } from '../../src/verify';
import { DHCP_DISCOVER, parseOffers } from '../../src/verify/pre/dhcp-discover';
import { planOf } from '../plan-of';

const PROFILE = `
k3sVersion: v1.36.3+k3s1
lan: { cidr: 10.9.0.0/24, gateway: 10.9.0.1 }
nodes:
  - { name: one, role: server, nodeIp: 10.9.0.11, flannelIface: eth0 }
  - { name: two, role: agent, nodeIp: 10.9.0.12, flannelIface: eth0 }
metallb: { ipAddressPools: [{ name: lan, addresses: [10.9.0.100-10.9.0.102], advertise: l2 }] }
`;

const ADDRESSES: Readonly<Record<string, string>> = { one: '10.9.0.11', two: '10.9.0.12' };

/** Healthy machines, by how a command line begins. */
function answersOf(name: string): Record<string, Partial<CommandOutput>> {
  const address = { family: 'inet', local: ADDRESSES[name], prefixlen: 24, scope: 'global' };
  const mac = `02:00:00:00:00:${ADDRESSES[name]?.slice(-2)}`;
  const link = { ifname: 'eth0', mtu: 1500, flags: ['UP', 'LOWER_UP'], address: mac, addr_info: [address] };
  return {
    'ip -j -d address': { stdout: JSON.stringify([link]) },
    'ip -j route get': { stdout: '[{"dev":"eth0"}]' },
    'sh -c ask': { stdout: '[]' },
    'arping -D': { stdout: 'ARPING 10.9.0.12 from 0.0.0.0 eth0\nReceived 0 response(s)\n' },
    perl: { stdout: '10.9.0.200 10.9.0.1\n' },
    'ss -Hlntup': { stdout: 'tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:* users:(("sshd",pid=1,fd=3))\n' },
    'cat /proc/sys/kernel/hostname': { stdout: `${name}\n` },
    'cat /etc/machine-id': { stdout: `id-of-${name}\n` },
    'cat /proc/swaps': { stdout: 'Filename Type\n' },
    'cat /sys/fs/cgroup/cgroup.controllers': { status: 1 },
    'cat /proc/cgroups': { stdout: 'cpuset 1 1 1\ncpu 1 1 1\nmemory 1 1 1\npids 1 1 1\n' },
    'cat /run/systemd/resolve/resolv.conf': { stdout: 'nameserver 10.9.0.1\n' },
    'cat /etc/resolv.conf': { stdout: 'nameserver 127.0.0.53\n' },
    'date +%s': { stdout: '1790000000\n' },
    'sh -c d=': { stdout: '/dev/root 30000000 9000000 21000000 30% /\n- 0 0 0 - /\n' },
    'grep -sH': { stdout: '/proc/sys/fs/inotify/max_user_instances:128\n' },
    ping: {},
    true: {},
  };
}

const OWN = new Set([
  ...['machine-clones', 'address-conflicts', 'pool-answers', 'dhcp-offers', 'host-names', 'clock-skew'],
  ...['name-servers', 'busy-ports', 'cgroup-controllers', 'kernel-limits', 'disk-space', 'swap-off'],
]);

/** What the checks report, with other answers of the machine two. */
async function reportWith(change: Record<string, Partial<CommandOutput>> = {}): Promise<readonly string[]> {
  const unreachable = () => Promise.reject(new UnreachableError('there is no API server', 'install k3s'));
  const context: VerifyContext = {
    ...{ plan: planOf(PROFILE, 'bare'), nodeFiles: new Map(), probe: false, beforeInstall: true },
    cluster: { get: unreachable, getText: unreachable },
    node: (name) => ({
      name,
      run: (argv) => {
        const command = argv.join(' ');
        const all = {
          ...answersOf(name),
          ...(name === 'two' || 'perl' in change || 'sh -c ask' in change ? change : {}),
        };
        const known = Object.entries(all).find(([start]) => command.startsWith(start));
        return Promise.resolve({
          status: known === undefined ? 127 : 0,
          stdout: '',
          stderr: '',
          ...known?.[1],
        });
      },
    }),
    get lan(): never {
      throw new UnreachableError('there is no LAN client', 'none');
    },
  };
  const findings = await runChecks(
    PRE_CHECKS.filter(({ id }) => OWN.has(id)),
    context,
  );
  return findings.flatMap((one) =>
    one.outcome === 'passed'
      ? []
      : [`${one.check} of ${one.target}: ${'reason' in one ? one.reason : one.found}`],
  );
}

describe('machines before the installation', () => {
  test('have no finding where they are healthy', async () => {
    expect(await reportWith()).toEqual([]);
  });

  test.each([
    [
      'arping -D',
      { stdout: 'Unicast reply from 10.9.0.12 [02:00:00:00:00:99]  0.7ms\n' },
      'address-conflicts of node two: 02:00:00:00:00:99',
    ],
    [
      'sh -c ask',
      { stdout: '[{"dst":"10.9.0.101","dev":"eth0","lladdr":"02:00:00:00:00:99","state":["REACHABLE"]}]' },
      'pool-answers of cluster: 02:00:00:00:00:99 answers',
    ],
    ['perl', { stdout: '10.9.0.102 10.9.0.1\n' }, 'dhcp-offers of cluster: 10.9.0.102, in the pool lan'],
    ['perl', { stdout: '10.9.0.12 10.9.0.1\n' }, 'dhcp-offers of cluster: 10.9.0.12, the address of two'],
    [
      'perl',
      { status: 2, stderr: 'port 68: Address already in use' },
      'dhcp-offers of cluster: the DHCP query on one failed: port 68: Address already in use',
    ],
    [
      'ss -Hlntup',
      { stdout: 'tcp LISTEN 0 128 *:10250 *:* users:(("nginx",pid=1,fd=3))\n' },
      'busy-ports of node two: nginx listens on *:10250',
    ],
    [
      'ss -Hlntup',
      { stdout: 'udp UNCONN 0 0 0.0.0.0:8472 0.0.0.0:*\n' },
      'busy-ports of node two: an unknown process listens on 0.0.0.0:8472',
    ],
    ['cat /proc/sys/kernel/hostname', { stdout: 'raspberrypi\n' }, 'host-names of node two: raspberrypi'],
    [
      'cat /proc/swaps',
      { stdout: 'Filename\n/var/swap file\n/dev/zram0 partition\n' },
      'swap-off of node two: /var/swap',
    ],
    [
      'cat /proc/cgroups',
      { stdout: 'cpuset 1 1 1\ncpu 1 1 1\nmemory 0 1 0\npids 1 1 1\n' },
      'cgroup-controllers of node two: without memory',
    ],
    ['date +%s', { stdout: '1790000060\n' }, 'clock-skew of cluster: 60 s ahead'],
    [
      'cat /run/systemd/resolve/resolv.conf',
      { status: 1 },
      'name-servers of node two: 127.0.0.53, which loops',
    ],
    [
      'sh -c d=',
      { stdout: '/dev/root 30000000 28000000 900000 97% /\n- 0 0 0 - /\n' },
      'disk-space of node two: 0.9 GiB free (3 %)',
    ],
    ['grep -sH', { stdout: '/proc/sys/fs/inotify/max_user_instances:16\n' }, 'kernel-limits of node two: 16'],
  ])('%s: %j', async (command, output, expected) => {
    expect(await reportWith({ [command]: output })).toEqual([expected]);
  });

  test('report cloned machines at both nodes', async () => {
    const found = 'id-of-one, as on';
    expect(await reportWith({ 'cat /etc/machine-id': { stdout: 'id-of-one\n' } })).toEqual([
      `machine-clones of cluster: ${found} two`,
      `machine-clones of cluster: ${found} one`,
    ]);
  });
});

test('DHCP offers are listed once, and the script is one that perl accepts', () => {
  expect(parseOffers('10.0.0.7 10.0.0.1\n10.0.0.7 10.0.0.1\n')).toEqual([
    { address: '10.0.0.7', server: '10.0.0.1' },
  ]);
  expect(DHCP_DISCOVER).not.toContain("'");
});

import { describe, expect, test } from 'vitest';
import { cgroupHierarchies } from '../../../src/lab/host/cgroups';
import type { HostFacts } from '../../../src/lab/host/host-facts';
import { labFolder, machineFolder } from '../../../src/lab/layout/folders';
import type { Machine } from '../../../src/lab/layout/machine';
import { listMountCommands } from '../../../src/lab/layout/mounts';
import { ABLE_HOST } from '../host-of';

const { cniPlugins, ...WITHOUT_PLUGINS } = ABLE_HOST;
const FOLDER = '/labs/home/machines/one';

/** The words that are run in a machine, one line each. */
function lines(kind: Machine['kind'], host: HostFacts, images?: string): readonly string[] {
  const machine: Machine = {
    ...{ name: 'one', kind, hostName: 'one', interfaces: [], loopback: [], routes: [] },
    ...{ sysctls: {}, nameServers: [] },
  };
  const folder = machineFolder(labFolder('/labs/home'), 'one');
  const k3s = { path: '/usr/local/bin/k3s', version: 'v1.37.1+k3s1' };
  const commands = listMountCommands({ machine, folder, host, k3s, ...(images !== undefined && { images }) });
  expect(new Set(commands.map(({ machine }) => machine))).toEqual(new Set(['one']));
  return commands.map(({ argv }) => argv.map(String).join(' '));
}

const BEGIN = [
  'mount -t sysfs sysfs /sys',
  `mount -t overlay -o lowerdir=/etc,upperdir=${FOLDER}/etc,workdir=${FOLDER}/etc-work overlay /etc`,
  `mount --bind ${FOLDER}/rancher /etc/rancher`,
  `mount --bind ${FOLDER}/cni /etc/cni`,
  `mount --bind ${FOLDER}/units /etc/systemd/system`,
];
const END = ['mount -t tmpfs -o mode=755 tmpfs /run', 'mkdir /run/lock /run/netns', 'mount --make-rshared /'];

test('router and client have their own network and names, and no k3s', () => {
  for (const kind of ['router', 'client'] as const)
    expect(lines(kind, ABLE_HOST)).toEqual([...BEGIN, ...END]);
});

test('on a node, the folder that may contain the lab is hidden last', () => {
  const sysctls = ['vm/overcommit_memory', 'vm/panic_on_oom', 'kernel/panic', 'kernel/panic_on_oops'];
  const keys = ['kernel/keys/root_maxkeys', 'kernel/keys/root_maxbytes'];
  expect(lines('node', ABLE_HOST, '/srv/images')).toEqual([
    ...BEGIN,
    'mount -t cgroup2 cgroup2 /sys/fs/cgroup',
    ...[...sysctls, ...keys].map((path) => `mount --bind ${FOLDER}/sysctls/${path} /proc/sys/${path}`),
    `mount --bind /usr/local/bin ${FOLDER}/var-lib/netstack/programs`,
    `mount --bind /srv/images ${FOLDER}/var-lib/netstack/images`,
    `mount --bind ${cniPlugins} ${FOLDER}/var-lib/netstack/cni-plugins`,
    `mount --bind ${FOLDER}/var-log /var/log`,
    `mount --bind ${FOLDER}/opt /opt`,
    `mount --rbind ${FOLDER}/var-lib /var/lib`,
    ...END,
  ]);
});

test('without archives and plugins there are no mounts of them', () => {
  const given = lines('node', WITHOUT_PLUGINS).filter((line) => line.includes('/var-lib/netstack/'));
  expect(given).toEqual([`mount --bind /usr/local/bin ${FOLDER}/var-lib/netstack/programs`]);
});

describe("a node's cgroups", () => {
  const mountsOf = (...mountInfo: readonly string[]) => {
    const cgroups = cgroupHierarchies(mountInfo.map((line) => `30 23 0:26 / ${line}\n`).join(''));
    return lines('node', { ...ABLE_HOST, cgroups }).filter((line) => line.includes('/sys/fs/cgroup'));
  };
  const UNIFIED = '/sys/fs/cgroup rw - cgroup2 cgroup2 rw,nsdelegate';
  const MEMORY = '/sys/fs/cgroup/memory rw - cgroup cgroup rw,memory';
  const CPU = '/sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct';
  const SYSTEMD = '/sys/fs/cgroup/systemd rw - cgroup cgroup rw,xattr,name=systemd';
  const HYBRID = '/sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw';
  const TMPFS = 'mount -t tmpfs -o mode=755 tmpfs /sys/fs/cgroup';

  test('version 2', () => {
    expect(mountsOf(UNIFIED)).toEqual(['mount -t cgroup2 cgroup2 /sys/fs/cgroup']);
  });

  test('version 1: every hierarchy, with a link for each of several controllers', () => {
    expect(mountsOf(MEMORY, CPU, SYSTEMD)).toEqual([
      TMPFS,
      'mkdir /sys/fs/cgroup/memory',
      'mount -t cgroup -o memory cgroup /sys/fs/cgroup/memory',
      'mkdir /sys/fs/cgroup/cpu,cpuacct',
      'mount -t cgroup -o cpu,cpuacct cgroup /sys/fs/cgroup/cpu,cpuacct',
      'ln -s cpu,cpuacct /sys/fs/cgroup/cpu',
      'ln -s cpu,cpuacct /sys/fs/cgroup/cpuacct',
      'mkdir /sys/fs/cgroup/systemd',
      'mount -t cgroup -o none,name=systemd cgroup /sys/fs/cgroup/systemd',
    ]);
  });

  test('hybrid: version 1 if it limits memory, otherwise version 2', () => {
    expect(mountsOf(MEMORY, HYBRID)).toEqual([
      TMPFS,
      'mkdir /sys/fs/cgroup/memory',
      'mount -t cgroup -o memory cgroup /sys/fs/cgroup/memory',
    ]);
    expect(mountsOf(SYSTEMD, HYBRID)).toEqual(['mount -t cgroup2 cgroup2 /sys/fs/cgroup']);
  });
});

import { expect, test } from 'vitest';
import { cgroupHierarchies } from '../../../src/lab/host/cgroups';

const UNIFIED = '30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate';
const MEMORY = '34 25 0:30 / /sys/fs/cgroup/memory rw,nosuid - cgroup cgroup rw,memory';
const CPU = '35 25 0:31 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,xattr,cpu,cpuacct';
const SYSTEMD =
  '36 25 0:32 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,xattr,release_agent=/lib/agent,name=systemd';
const HYBRID = '37 25 0:33 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw';
const ROOT = '23 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw';

const text = (...lines: string[]) => `${[ROOT, ...lines].join('\n')}\n`;

test('version 2 only', () => {
  expect(cgroupHierarchies(text(UNIFIED))).toEqual([{ version: 2, path: '/sys/fs/cgroup', options: '' }]);
});

test('version 1: controllers and named hierarchies, without other mount options', () => {
  expect(cgroupHierarchies(text(MEMORY, CPU, SYSTEMD))).toEqual([
    { version: 1, path: '/sys/fs/cgroup/memory', options: 'memory' },
    { version: 1, path: '/sys/fs/cgroup/cpu,cpuacct', options: 'cpu,cpuacct' },
    { version: 1, path: '/sys/fs/cgroup/systemd', options: 'none,name=systemd' },
  ]);
});

test('hybrid: the version that limits memory', () => {
  expect(cgroupHierarchies(text(MEMORY, SYSTEMD, HYBRID)).map(({ version }) => version)).toEqual([1, 1]);
  expect(cgroupHierarchies(text(SYSTEMD, HYBRID))).toEqual([
    { version: 2, path: '/sys/fs/cgroup/unified', options: '' },
  ]);
});

test('a hierarchy that is mounted twice is listed once, at its first mount point', () => {
  const again = MEMORY.replace('/sys/fs/cgroup/memory', '/mnt/memory');
  expect(cgroupHierarchies(text(MEMORY, again)).map(({ path }) => path)).toEqual(['/sys/fs/cgroup/memory']);
});

test('no cgroups', () => {
  expect(cgroupHierarchies(text())).toEqual([]);
});

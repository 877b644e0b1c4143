import type { NodeCheck, NodeContext } from '../../check';
import { passIf } from '../../finding';

/** Without one of them the kubelet exits. */
const NEEDED = ['cpu', 'cpuset', 'memory', 'pids'];

/** The controllers of cgroup v2 or v1. */
export const cgroupControllers: NodeCheck = {
  id: 'cgroup-controllers',
  scope: 'node',
  title: 'the kernel has the cgroup controllers that the kubelet needs',
  why: 'k3s exits with "failed to find memory cgroup". Raspberry Pi OS disables the memory controller.',
  async *observe({ self, host }: NodeContext) {
    const unified = await host.run(['cat', '/sys/fs/cgroup/cgroup.controllers']);
    const legacy = await host.run(['cat', '/proc/cgroups']);
    const found = unified.status === 0 ? unified.stdout.trim().split(/\s+/) : parseEnabled(legacy.stdout);
    const missing = NEEDED.filter((name) => !found.includes(name));
    yield passIf(missing.length === 0, {
      subject: unified.status === 0 ? '/sys/fs/cgroup/cgroup.controllers' : '/proc/cgroups',
      found: missing.length === 0 ? NEEDED.join(', ') : `without ${missing.join(', ')}`,
      planned: NEEDED.join(', '),
      next: `on ${self.name}: append cgroup_memory=1 cgroup_enable=memory to the kernel command line (Raspberry Pi OS: /boot/firmware/cmdline.txt), then reboot`,
    });
  },
};

/** Columns: name, hierarchy, number of cgroups, enabled. */
function parseEnabled(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const [name = '', , , enabled] = line.split(/\s+/);
    return enabled === '1' ? [name] : [];
  });
}

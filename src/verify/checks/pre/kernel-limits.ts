import type { NodeCheck, NodeContext } from '../../check';
import { passIf } from '../../finding';
import { readSettings } from '../../readings';

/** The least values, which are those of a default kernel. */
const LEAST: Readonly<Record<string, number>> = {
  'fs/inotify/max_user_instances': 128,
  'fs/inotify/max_user_watches': 8192,
  'kernel/pid_max': 32768,
};

/** Limits of the kernel that k3s reaches early. */
export const kernelLimits: NodeCheck = {
  id: 'kernel-limits',
  scope: 'node',
  title: 'the kernel limits leave k3s enough watches and processes',
  why: 'The kubelet and log readers fail with "too many open files", and pods do not start.',
  async *observe({ self, host }: NodeContext) {
    const settings = await readSettings(host, Object.keys(LEAST));
    for (const [path, value] of settings) {
      const least = LEAST[path] ?? 0;
      const key = path.replaceAll('/', '.');
      yield passIf(Number(value) >= least, {
        ...{ subject: `/proc/sys/${path}`, found: value, planned: `${least} or more` },
        next: `on ${self.name}: sysctl -w ${key}=${least}, and the same in /etc/sysctl.d`,
      });
    }
  },
};

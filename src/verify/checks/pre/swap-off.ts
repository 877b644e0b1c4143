import type { NodeCheck, NodeContext } from '../../check';
import { passIf } from '../../finding';

/** Swap on a disk or SD card. */
export const swapOff: NodeCheck = {
  id: 'swap-off',
  scope: 'node',
  title: 'the node has no swap on a disk',
  why: 'With swap the kernel moves memory of pods to the disk before it ends a process: probes time out, and etcd loses its leader. Compressed swap in memory (zram) is accepted.',
  async *observe({ self, host }: NodeContext) {
    const { stdout } = await host.run(['cat', '/proc/swaps']);
    const names = stdout
      .split('\n')
      .slice(1)
      .flatMap((line) => line.split(/\s+/)[0] || []);
    const disks = names.filter((name) => !name.includes('zram'));
    yield passIf(disks.length === 0, {
      ...{ subject: '/proc/swaps', found: disks.join(', ') || 'none on a disk', planned: 'none on a disk' },
      next: `on ${self.name}: swapoff -a, and remove the swap from /etc/fstab (Raspberry Pi OS: systemctl disable --now dphys-swapfile)`,
    });
  },
};

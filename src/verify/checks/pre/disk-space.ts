import type { NodeCheck, NodeContext } from '../../check';
import { passIf } from '../../finding';
import { UnreachableError } from '../../host';

/** Below this share of free space the kubelet removes images, then pods. */
const LEAST_FREE_PERCENT = 15;

const LEAST_FREE_KIB = 4 * 1024 * 1024;

/** Prints the free space of the folder that exists on the way to k3s's data. */
const FREE_SPACE =
  'd=/var/lib/rancher/k3s; while [ ! -d "$d" ]; do d=$(dirname "$d"); done; df -Pk "$d" | tail -1; df -Pi "$d" | tail -1';

/** The file system of k3s's data. */
export const diskSpace: NodeCheck = {
  id: 'disk-space',
  scope: 'node',
  title: 'the file system of k3s has space for images',
  why: 'Below 15 % of free space the kubelet removes images and evicts pods, and the node accepts no new ones.',
  async *observe({ self, host }: NodeContext) {
    const { stdout } = await host.run(['sh', '-c', FREE_SPACE]);
    const [space = '', inodes = ''] = stdout.split('\n');
    const [, total = 0, , free = 0] = space.trim().split(/\s+/).map(Number);
    const [, allInodes = 0, , freeInodes = 0] = inodes.trim().split(/\s+/).map(Number);
    if (total === 0)
      throw new UnreachableError(`df on ${self.name} printed no size`, `on ${self.name}: df /var/lib`);
    const percent = Math.floor((free * 100) / total);
    const hasInodes = allInodes === 0 || freeInodes * 20 > allInodes;
    yield passIf(percent >= LEAST_FREE_PERCENT && free >= LEAST_FREE_KIB && hasInodes, {
      subject: 'file system of /var/lib/rancher/k3s (df)',
      found: `${(free / 1024 / 1024).toFixed(1)} GiB free (${percent} %)${hasInodes ? '' : ', no inodes'}`,
      planned: `${LEAST_FREE_KIB / 1024 / 1024} GiB and ${LEAST_FREE_PERCENT} % free, with inodes`,
      proof: `on ${self.name}: df -h /var/lib; df -i /var/lib`,
      next: `on ${self.name}: remove files, or mount a larger disk at /var/lib/rancher`,
    });
  },
};

import type { NodeCheck, NodeContext } from '../../check';
import { passIf } from '../../finding';

/** The host name of each node. */
export const hostNames: NodeCheck = {
  id: 'host-names',
  scope: 'node',
  title: "the node's host name is its name in the profile",
  why: 'k3s joins under its host name unless its configuration has node-name. A second node with the same name is rejected, and a node file on the wrong machine gives it the addresses of another one.',
  async *observe({ self, host }: NodeContext) {
    const { stdout } = await host.run(['cat', '/proc/sys/kernel/hostname']);
    const found = stdout.trim();
    yield passIf(found.toLowerCase().split('.')[0] === self.name || found.toLowerCase() === self.name, {
      ...{ subject: '/proc/sys/kernel/hostname', found: found || 'none', planned: self.name },
      next: `on ${self.name}: hostnamectl set-hostname ${self.name}, or rename the node in the profile`,
    });
  },
};

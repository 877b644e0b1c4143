import { quoteCommand } from '../../../terminal/quote-command';
import type { NodeCheck, NodeContext } from '../../check';
import { passIf } from '../../finding';

/** Where k3s writes flannel's CNI configuration, and containerd reads it. */
const FOLDER = '/var/lib/rancher/k3s/agent/etc/cni/net.d';

/** The file that k3s writes. */
const FLANNEL = '10-flannel.conflist';

/** The CNI configuration that containerd uses: the first file by name. */
export const cniConfiguration: NodeCheck = {
  id: 'cni-configuration',
  scope: 'node',
  title: "the node uses flannel's CNI configuration",
  why: 'containerd reads the first file of the directory. The file of a removed CNI plugin gives new pods addresses of another network, or no network, while the Node stays Ready.',
  dependsOn: ['node-ready'],
  applies: ({ flannel }) => flannel.backend !== 'none',
  async *observe({ self, host }: NodeContext) {
    const { status, stdout } = await host.run(['ls', '-1', FOLDER]);
    // Another data-dir has another folder, and node-ready reports a node without any configuration.
    if (status !== 0) return;
    const files = stdout.split('\n').filter((name) => /\.(?:conf|conflist|json)$/.test(name));
    const [first] = files.sort();
    if (first === undefined) return;
    yield passIf(first === FLANNEL, {
      subject: `${FOLDER} on ${self.name}`,
      found: first === FLANNEL ? FLANNEL : `${first} precedes ${FLANNEL}`,
      planned: `${FLANNEL} is the first file`,
      proof: `on ${self.name}: ls ${FOLDER}`,
      next: `on ${self.name}: ${quoteCommand(['rm', `${FOLDER}/${first}`])}, then delete the pods that started with it`,
    });
  },
};

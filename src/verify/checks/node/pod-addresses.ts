import { Address, contains } from '../../../address';
import type { NodeCheck, NodeContext } from '../../check';
import { passIf } from '../../finding';
import { deriveShares } from '../../flannel';
import { readPods } from '../../objects/pods';
import { readNode } from '../../readings';

/** Where the CNI plugin host-local keeps a file per assigned address. */
const FOLDER = '/var/lib/cni/networks/cbr0';

/** Free addresses that a node needs for updates of its pods. */
const NEEDED = 5;

/** The addresses that the CNI plugin has assigned on a node. */
export const podAddresses: NodeCheck = {
  id: 'pod-addresses',
  scope: 'node',
  title: "the node's pod CIDR has free addresses",
  why: 'The CNI plugin fails for every new pod with "no IP addresses available in range set". After a crash it keeps addresses of pods that no longer exist.',
  dependsOn: ['pod-cidr', 'flannel-subnet'],
  applies: ({ flannel }) => flannel.backend !== 'none',
  async *observe({ plan, self, host, cluster }: NodeContext) {
    const { status, stdout } = await host.run(['ls', '-1', FOLDER]);
    // The folder exists once the node has run a pod.
    if (status !== 0) return;
    const names = stdout.split('\n');
    const pods = (await readPods(cluster)).filter(({ spec }) => spec?.nodeName === self.name);
    const inUse = new Set(pods.flatMap(({ status: of }) => of?.podIP ?? []));
    for (const { family, podCidr } of deriveShares(plan, self, await readNode(cluster, self.name))) {
      const { canonical } = podCidr;
      const taken = names.filter((name) => {
        const address = Address.find(name);
        return address?.family === family && contains(canonical, address);
      });
      // Neither the network's address, nor the bridge's, nor the last one.
      const total = Number(canonical.last - canonical.first) - 2;
      const stale = taken.filter((name) => !inUse.has(name)).length;
      yield passIf(taken.length <= total - NEEDED, {
        subject: `addresses in ${FOLDER} on ${self.name}`,
        found: `${taken.length} of ${total} assigned, ${stale} of them to no pod`,
        planned: `at least ${NEEDED} free`,
        proof: `on ${self.name}: ls ${FOLDER}`,
        next:
          stale === 0
            ? 'lower kubelet.maxPods, or give the nodes larger pod CIDRs in a new cluster'
            : `on ${self.name}: remove the files of ${FOLDER} whose address no pod has (kubectl get pods -A -o wide)`,
      });
    }
  },
};

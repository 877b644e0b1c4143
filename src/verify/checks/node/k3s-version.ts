import type { NodeCheck, NodeVerification } from '../../check';
import { compared } from '../../finding';
import { readNode } from '../../readings';

/** The release that everything was planned for. */
export const k3sVersion: NodeCheck = {
  id: 'k3s-version',
  scope: 'node',
  title: 'the node runs the k3s of the profile',
  why: 'What CoreDNS, Traefik and ServiceLB can be told differs from release to release; the manifests are for the one of the profile.',
  async *look({ plan, self, cluster }: NodeVerification) {
    const node = await readNode(cluster, self.name);
    const found = node.status?.nodeInfo?.kubeletVersion ?? 'unknown';
    const planned = plan.k3sVersion.toString();
    yield compared(found === planned, {
      ...{ looked: `kubeletVersion of Node ${self.name}`, found, planned },
      next: 'upgrade the node, or set k3sVersion in the profile to what runs and synth again',
    });
  },
};

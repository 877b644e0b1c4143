import type { NodeCheck, NodeContext } from '../../check';
import { passIf } from '../../finding';
import { readNode } from '../../readings';

/** The k3s release of the node. */
export const k3sVersion: NodeCheck = {
  id: 'k3s-version',
  scope: 'node',
  title: "the node runs the profile's k3s version",
  why: 'The options of CoreDNS, Traefik and ServiceLB differ between releases; the manifests are written for the release of the profile.',
  async *observe({ plan, self, cluster }: NodeContext) {
    const node = await readNode(cluster, self.name);
    const found = node.status?.nodeInfo?.kubeletVersion ?? 'unknown';
    const planned = plan.k3sVersion.toString();
    yield passIf(found === planned, {
      ...{ subject: `kubeletVersion of Node ${self.name}`, found, planned },
      next: 'upgrade the node, or set k3sVersion in the profile to the running release and run synth again',
    });
  },
};

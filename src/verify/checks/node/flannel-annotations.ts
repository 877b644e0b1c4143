import type { Family } from '../../../address';
import type { FlannelBackend } from '../../../plan';
import type { NodeCheck, NodeContext } from '../../check';
import { passIf } from '../../finding';
import { parseBackendData, formatBackendDataKey, deviceOf, findUnderlay } from '../../flannel';
import { formatRestart } from '../../node/node-commands';
import { canonicalize, readLinks, readNode } from '../../readings';

const PREFIX = 'flannel.alpha.coreos.com/';

/** The names of the backends in flannel's annotation. */
const BACKEND_TYPE: Readonly<Record<FlannelBackend, string>> = {
  vxlan: 'vxlan',
  'host-gw': 'host-gw',
  'wireguard-native': 'wireguard',
  none: '',
  tailscale: 'extension',
};

/** The annotations by which flannel on the other nodes reaches this node. */
export const flannelAnnotations: NodeCheck = {
  id: 'flannel-annotations',
  scope: 'node',
  title: "flannel's annotations on the Node match the node",
  why: 'The other nodes send traffic for its pods to the IP address and MAC address in these annotations.',
  dependsOn: ['lan-address', 'flannel-device', 'k3s-arguments', 'duplicate-identities'],
  applies: ({ flannel }) => flannel.backend !== 'none',
  async *observe(context: NodeContext) {
    const { plan, self } = context;
    const node = await readNode(context.cluster, self.name);
    const annotations = node.metadata.annotations ?? {};
    const next = `${formatRestart(self)}; flannel writes its annotations at its start`;
    const type = annotations[`${PREFIX}backend-type`] ?? 'none';
    yield passIf(type === BACKEND_TYPE[plan.flannel.backend], {
      ...{ subject: `annotation backend-type of Node ${self.name}`, found: type, next },
      planned: BACKEND_TYPE[plan.flannel.backend],
    });
    for (const { family } of plan.clusterCidr) {
      const key = family === 6 ? 'public-ipv6' : 'public-ip';
      const planned = findUnderlay(plan, self, family) ?? 'none';
      const found = canonicalize(annotations[PREFIX + key] ?? 'none');
      yield passIf(found === planned, {
        ...{ subject: `annotation ${key} of Node ${self.name}`, found, planned, next },
      });
    }
    for (const { family } of plan.clusterCidr)
      if (deviceOf(plan, family)?.kind === 'vxlan') yield await compareMac(family, context, next);
  },
};

/** The MAC address changes when the interface is created again. */
async function compareMac(family: Family, { plan, self, host, cluster }: NodeContext, next: string) {
  const data = parseBackendData(await readNode(cluster, self.name), family);
  const name = deviceOf(plan, family)?.name;
  const link = (await readLinks(host)).find((one) => one.name === name);
  const text = (vni?: number, mac?: string) => `VNI ${vni ?? 'unknown'}, MAC ${mac ?? 'unknown'}`;
  const found = text(data?.VNI, data?.VtepMAC);
  const planned = text(plan.flannel.vni, link?.mac);
  return passIf(found === planned, {
    subject: `annotation ${formatBackendDataKey(family)} of Node ${self.name}`,
    ...{ found, next },
    planned: `${planned}, as on ${name}`,
  });
}

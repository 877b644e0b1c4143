import type { Family } from '../../../address';
import type { FlannelBackend } from '../../../plan';
import type { NodeCheck, NodeVerification } from '../../check';
import { compared } from '../../finding';
import { backendData, backendDataKey, deviceOf, underlayOf } from '../../flannel';
import { canonical, readLinks, readNode } from '../../readings';

const PREFIX = 'flannel.alpha.coreos.com/';

/** What flannel calls its backends in what it makes known. */
const BACKEND_TYPE: Readonly<Record<FlannelBackend, string>> = {
  vxlan: 'vxlan',
  'host-gw': 'host-gw',
  'wireguard-native': 'wireguard',
  none: '',
};

/** What the node tells the flannels of all other nodes. */
export const flannelAnnotations: NodeCheck = {
  id: 'flannel-annotations',
  scope: 'node',
  title: 'what flannel makes known of the node is so',
  why: "The other nodes send this node's pod traffic to the address and the MAC address of these annotations.",
  applies: ({ flannel }) => flannel.backend !== 'none',
  async *look(on: NodeVerification) {
    const { plan, self } = on;
    const node = await readNode(on.cluster, self.name);
    const annotations = node.metadata.annotations ?? {};
    const next = `systemctl restart k3s on ${self.name} (k3s-agent on an agent): flannel makes it known anew`;
    const type = annotations[`${PREFIX}backend-type`] ?? 'none';
    yield compared(type === BACKEND_TYPE[plan.flannel.backend], {
      ...{ looked: `annotation backend-type of Node ${self.name}`, found: type, next },
      planned: BACKEND_TYPE[plan.flannel.backend],
    });
    for (const { family } of plan.clusterCidr) {
      const key = family === 6 ? 'public-ipv6' : 'public-ip';
      const planned = underlayOf(plan, self, family) ?? 'none';
      const found = canonical(annotations[PREFIX + key] ?? 'none');
      yield compared(found === planned, {
        ...{ looked: `annotation ${key} of Node ${self.name}`, found, planned, next },
      });
    }
    for (const { family } of plan.clusterCidr)
      if (deviceOf(plan, family)?.kind === 'vxlan') yield await macAsKnown(family, on, next);
  },
};

/** The MAC address changes when somebody makes the interface anew. */
async function macAsKnown(family: Family, { plan, self, here, cluster }: NodeVerification, next: string) {
  const data = backendData(await readNode(cluster, self.name), family);
  const name = deviceOf(plan, family)?.name;
  const link = (await readLinks(here)).find((one) => one.name === name);
  const text = (vni?: number, mac?: string) => `VNI ${vni ?? 'unknown'}, MAC ${mac ?? 'unknown'}`;
  const found = text(data?.VNI, data?.VtepMAC);
  const planned = text(plan.flannel.vni, link?.mac);
  return compared(found === planned, {
    looked: `annotation ${backendDataKey(family)} of Node ${self.name}`,
    ...{ found, next },
    planned: `${planned}, as ${name} has it`,
  });
}

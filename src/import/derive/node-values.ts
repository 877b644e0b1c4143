import type { ProfileInput } from '../../profile/schema/profile';
import type { ImportContext } from './context';
import { findHost } from './lan';
import type { ImportedKubelet } from './kubelet';
import type { ImportedNode } from './nodes';
import { pathOfNode } from './nodes';
import { importInterfaces } from './node-interfaces';
import { readNodeAddresses, readObjectAddresses } from './node-addresses';
import { unwrapSingle } from './single-value';
import { importServiceLbLabels } from './servicelb';

type NodeValues = ProfileInput['nodes'][number];

/** What is known of the nodes from elsewhere. */
interface KnownOfNodes {
  /** Whether flannel runs: an interface has no other use. */
  readonly hasFlannel: boolean;
  readonly kubelet: ImportedKubelet['byNode'];
}

/** The profile's nodes, and what their labels say of ServiceLB. */
export interface ImportedNodeValues {
  readonly nodes: NodeValues[];
  readonly servicelb: ReturnType<typeof importServiceLbLabels>['servicelb'];
}

export function importNodeValues(
  context: ImportContext,
  nodes: readonly ImportedNode[],
  { hasFlannel, kubelet }: KnownOfNodes,
): ImportedNodeValues {
  const labelled = nodes.map((node) => ({ name: node.name, labels: node.settings.values('node-label') }));
  const { servicelb, labels } = importServiceLbLabels(
    labelled,
    nodes.every(({ isRendered }) => isRendered),
  );
  const interfaces = new Map(
    hasFlannel ? nodes.map((node) => [node, findInterface(context, node)] as const) : [],
  );
  if ([...interfaces.values()].some((iface) => iface !== undefined)) {
    context.comment(['nodes'], 'flannelIface: the interface of each address, which flannel uses by itself.');
  }
  const reported = nodes.filter(({ settings }) => settings.values('node-ip').length === 0);
  if (reported.length > 0) {
    const names =
      reported.length === nodes.length ? '' : ` of ${reported.map(({ name }) => name).join(', ')}`;
    context.comment(['nodes'], `nodeIp${names} as the Node objects report it: k3s runs without --node-ip.`);
  }
  return {
    servicelb,
    nodes: nodes.map((node) => {
      const own = kubelet.get(node);
      return {
        ...toNodeValues(context, nodes, node, labels.get(node.name) ?? [], interfaces.get(node)),
        ...(own !== undefined && { kubelet: own }),
      };
    }),
  };
}

function toNodeValues(
  context: ImportContext,
  nodes: readonly ImportedNode[],
  node: ImportedNode,
  labels: readonly string[],
  ownInterface: string | undefined,
): NodeValues {
  const { settings } = node;
  const addresses = readNodeAddresses(node);
  if (node.isRoleGuessed) {
    context.guess(pathOfNode(nodes, node), `"${node.name}" is a server; no source has its role.`);
  }
  if (addresses.length === 0) {
    context.notes.add({
      kind: 'guess',
      origin: node.origin,
      path: pathOfNode(nodes, node, 'nodeIp'),
      message: `No source has the address of node "${node.name}".`,
      hint: 'Add its Node object (kubectl get nodes -o yaml), or write nodeIp.',
    });
  }
  const stated = settings.values('node-external-ip');
  const external = stated.length > 0 ? stated : readObjectAddresses(node, 'ExternalIP');
  const iface = settings.last('flannel-iface')?.value ?? ownInterface;
  const interfaces = importInterfaces(context, node);
  const taints = settings.values('node-taint');
  return {
    name: node.name,
    role: node.role,
    nodeIp: unwrapSingle(addresses),
    ...(iface !== undefined && { flannelIface: iface }),
    ...(external.length > 0 && { nodeExternalIp: unwrapSingle(external) }),
    ...(interfaces.length > 0 && { interfaces: [...interfaces] }),
    ...(labels.length > 0 && { nodeLabel: [...labels] }),
    ...(taints.length > 0 && { nodeTaint: [...taints] }),
  };
}

/** The interface of the node's address, which flannel uses by itself where it has the default route. */
function findInterface(context: ImportContext, node: ImportedNode): string | undefined {
  if (node.settings.last('flannel-iface') !== undefined) return undefined;
  const found = findHost(context, node);
  const [first] = found?.addresses ?? [];
  const isDefault = found?.host.defaultRoutes[0]?.interface === first?.interface;
  return found !== undefined && isDefault ? first?.interface : undefined;
}

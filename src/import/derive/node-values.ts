import type { ProfileInput } from '../../profile/schema/profile';
import type { ImportContext } from './context';
import type { ImportedNode } from './nodes';
import { nodePath } from './nodes';
import { nodeAddresses, objectAddresses } from './node-addresses';
import { importServiceLbLabels } from './servicelb';

type NodeValues = ProfileInput['nodes'][number];

/** The profile's nodes, and what their labels say of ServiceLB. */
export interface ImportedNodeValues {
  readonly nodes: NodeValues[];
  readonly servicelb: ReturnType<typeof importServiceLbLabels>['servicelb'];
}

export function importNodeValues(context: ImportContext, nodes: readonly ImportedNode[]): ImportedNodeValues {
  const labelled = nodes.map((node) => ({ name: node.name, labels: node.settings.values('node-label') }));
  const { servicelb, labels } = importServiceLbLabels(labelled);
  return {
    servicelb,
    nodes: nodes.map((node) => nodeValues(context, nodes, node, labels.get(node.name) ?? [])),
  };
}

function nodeValues(
  context: ImportContext,
  nodes: readonly ImportedNode[],
  node: ImportedNode,
  labels: readonly string[],
): NodeValues {
  const { settings } = node;
  const addresses = nodeAddresses(node);
  if (settings.values('node-ip').length === 0 && addresses.length > 0) {
    context.comment(
      nodePath(nodes, node, 'nodeIp'),
      `As the Node object reports it; k3s runs without --node-ip.`,
    );
  }
  if (addresses.length === 0) {
    context.notes.add({
      kind: 'guess',
      origin: node.origin,
      path: nodePath(nodes, node, 'nodeIp'),
      message: `No source has the address of node "${node.name}".`,
      hint: 'Add its Node object (kubectl get nodes -o yaml), or write nodeIp.',
    });
  }
  const stated = settings.values('node-external-ip');
  const external = stated.length > 0 ? stated : objectAddresses(node, 'ExternalIP');
  const iface = settings.last('flannel-iface')?.value;
  const taints = settings.values('node-taint');
  return {
    name: node.name,
    role: node.role,
    nodeIp: one(addresses),
    ...(iface !== undefined && { flannelIface: iface }),
    ...(external.length > 0 && { nodeExternalIp: one(external) }),
    ...(labels.length > 0 && { nodeLabel: [...labels] }),
    ...(taints.length > 0 && { nodeTaint: [...taints] }),
  };
}

/** A single value stands alone. */
function one(values: readonly string[]): string | string[] {
  return values.length === 1 ? (values[0] ?? '') : [...values];
}

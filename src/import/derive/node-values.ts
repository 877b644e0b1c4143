import type { ProfileInput } from '../../profile/schema/profile';
import type { ImportContext } from './context';
import type { ImportedNode } from './nodes';
import { pathOfNode } from './nodes';
import { readNodeAddresses, readObjectAddresses } from './node-addresses';
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
    nodes: nodes.map((node) => toNodeValues(context, nodes, node, labels.get(node.name) ?? [])),
  };
}

function toNodeValues(
  context: ImportContext,
  nodes: readonly ImportedNode[],
  node: ImportedNode,
  labels: readonly string[],
): NodeValues {
  const { settings } = node;
  const addresses = readNodeAddresses(node);
  if (settings.values('node-ip').length === 0 && addresses.length > 0) {
    context.comment(
      pathOfNode(nodes, node, 'nodeIp'),
      `As the Node object reports it; k3s runs without --node-ip.`,
    );
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
  const iface = settings.last('flannel-iface')?.value;
  const taints = settings.values('node-taint');
  return {
    name: node.name,
    role: node.role,
    nodeIp: unwrapSingle(addresses),
    ...(iface !== undefined && { flannelIface: iface }),
    ...(external.length > 0 && { nodeExternalIp: unwrapSingle(external) }),
    ...(labels.length > 0 && { nodeLabel: [...labels] }),
    ...(taints.length > 0 && { nodeTaint: [...taints] }),
  };
}

/** A single value stands alone. */
function unwrapSingle(values: readonly string[]): string | string[] {
  return values.length === 1 ? (values[0] ?? '') : [...values];
}

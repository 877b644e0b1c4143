import { Address, Cidr } from '../../address';
import { isMap } from '../observed/fields';
import type { ImportContext } from './context';
import { readNodeAddresses } from './node-addresses';
import type { ImportedNode } from './nodes';
import { pathOfNode } from './nodes';

const FLANNEL = 'flannel.alpha.coreos.com/';

/** flannel's names of the backends that k3s has. */
const BACKEND_TYPES: Readonly<Record<string, string>> = {
  wireguard: 'wireguard-native',
  // k3s has no other use for this backend.
  extension: 'tailscale',
};

/** Compares what the nodes' objects report with what their flags would give. */
export function compareObservations(
  context: ImportContext,
  nodes: readonly ImportedNode[],
  plan: { readonly backend: string; readonly clusterCidr: readonly string[] },
): void {
  for (const node of nodes) {
    comparePublicAddress(context, nodes, node);
    compareBackend(context, node, plan.backend);
    comparePodCidrs(context, node, plan.clusterCidr);
  }
}

/** flannel takes the interface of the default route, whatever the address of the node is. */
function comparePublicAddress(
  context: ImportContext,
  nodes: readonly ImportedNode[],
  node: ImportedNode,
): void {
  const address = node.object?.annotation(`${FLANNEL}public-ip`);
  if (node.object === undefined || address === undefined) return;
  const own = [...readNodeAddresses(node), ...node.settings.values('node-external-ip')];
  if (own.includes(address)) return;
  context.conflict(
    node.object.origin,
    pathOfNode(nodes, node, 'flannelIface'),
    `flannel of node "${node.name}" uses ${address}, and the address of the node is ${own.join(', ')}.`,
    'Write the interface of the address as flannelIface.',
  );
}

function compareBackend(context: ImportContext, node: ImportedNode, backend: string): void {
  const type = node.object?.annotation(`${FLANNEL}backend-type`);
  if (node.object === undefined || type === undefined || backend === 'none') return;
  const name = Object.hasOwn(BACKEND_TYPES, type) ? BACKEND_TYPES[type] : type;
  if (name === backend) return;
  context.conflict(
    node.object.origin,
    ['flannel', 'backend'],
    `flannel of node "${node.name}" runs the backend "${name}", and the flags have "${backend}".`,
    'Restart k3s on the node, or correct the flag.',
  );
}

/** The share that a node has was taken from the pod network of the time when it joined. */
function comparePodCidrs(context: ImportContext, node: ImportedNode, clusterCidr: readonly string[]): void {
  const spec = (node.object?.object as { spec?: unknown } | undefined)?.spec;
  const listed: unknown = isMap(spec) ? (spec['podCIDRs'] ?? [spec['podCIDR']]) : undefined;
  if (node.object === undefined || !Array.isArray(listed)) return;
  for (const share of listed.filter((one) => typeof one === 'string')) {
    if (clusterCidr.some((network) => contains(network, share))) continue;
    context.conflict(
      node.object.origin,
      ['clusterCidr'],
      `Node "${node.name}" has the pod network ${share}, which is outside of ${clusterCidr.join(', ')}.`,
      'Pod networks are fixed when a cluster is created: write the one that it was created with.',
    );
  }
}

function contains(network: string, share: string): boolean {
  const [outer, inner] = [network, share].map((text) => {
    const [address = '', length] = text.split('/');
    const parsed = Address.find(address);
    return parsed === undefined ? undefined : new Cidr(parsed, Number(length));
  });
  // What cannot be read is reported by the schema.
  if (outer === undefined || inner === undefined) return true;
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
}

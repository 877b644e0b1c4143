import type { ProfileInput } from '../../profile/schema/profile';
import { DEFAULT_MAX_PODS } from '../../releases';
import { isMap } from '../observed/fields';
import { findArgument } from './component-arguments';
import type { ImportContext } from './context';
import type { ImportedNode } from './nodes';
import { pathOfNode } from './nodes';

/** The limits of all nodes, and of single ones. */
export interface ImportedKubelet {
  readonly kubelet?: ProfileInput['kubelet'];
  /** By node; none where a node has the limit of all. */
  readonly byNode: ReadonlyMap<ImportedNode, ProfileInput['nodes'][number]['kubelet']>;
}

/** The most pods of each node; one value for the cluster where all nodes have the same. */
export function importKubelet(context: ImportContext, nodes: readonly ImportedNode[]): ImportedKubelet {
  const limits = new Map(nodes.map((node) => [node, readMaxPods(context, nodes, node)] as const));
  const different = new Set(limits.values());
  const [common] = different;
  if (different.size === 1) {
    const isDefault = common === undefined || common === DEFAULT_MAX_PODS;
    return { ...(!isDefault && { kubelet: { maxPods: common } }), byNode: new Map() };
  }
  const own = [...limits].filter(([, maxPods]) => maxPods !== DEFAULT_MAX_PODS);
  return { byNode: new Map(own.map(([node, maxPods]) => [node, { maxPods }])) };
}

/** The kubelet's own flag, or what the Node object reports: a file of the kubelet can set it too. */
function readMaxPods(context: ImportContext, nodes: readonly ImportedNode[], node: ImportedNode): number {
  const stated = findArgument(node.settings.all('kubelet-arg'), 'max-pods');
  const maxPods = Number(stated ?? readCapacity(node) ?? DEFAULT_MAX_PODS);
  if (Number.isSafeInteger(maxPods) && maxPods >= 1 && maxPods <= 65_535) return maxPods;
  context.unsupported(
    node.origin,
    `Node "${node.name}": the profile has no value for max-pods=${stated}.`,
    pathOfNode(nodes, node, 'kubelet', 'maxPods'),
  );
  return DEFAULT_MAX_PODS;
}

function readCapacity({ object }: ImportedNode): string | undefined {
  const status = (object?.object as { status?: unknown } | undefined)?.status;
  const capacity: unknown = isMap(status) ? status['capacity'] : undefined;
  const pods: unknown = isMap(capacity) ? capacity['pods'] : undefined;
  return typeof pods === 'string' || typeof pods === 'number' ? String(pods) : undefined;
}

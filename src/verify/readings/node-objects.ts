import type { ClusterReader } from '../place';
import { Unreachable } from '../place';

/** As much of a Node as is looked at. */
export interface NodeObject {
  readonly metadata: {
    readonly name: string;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly spec: { readonly podCIDRs?: readonly string[] };
  readonly status?: {
    readonly addresses?: readonly { readonly type: string; readonly address: string }[];
    readonly nodeInfo?: { readonly kubeletVersion?: string };
  };
}

/** @throws Unreachable */
export async function readNodes(cluster: ClusterReader): Promise<readonly NodeObject[]> {
  const list = await cluster.get<{ readonly items: readonly NodeObject[] }>('/api/v1/nodes');
  return list?.items ?? [];
}

/**
 * The Node of that name.
 *
 * @throws Unreachable where there is none, which a check of its own says
 */
export async function readNode(cluster: ClusterReader, name: string): Promise<NodeObject> {
  const node = (await readNodes(cluster)).find(({ metadata }) => metadata.name === name);
  if (node !== undefined) return node;
  throw new Unreachable(
    `the cluster has no node ${name}`,
    `see why k3s has not joined: journalctl -u 'k3s*' on ${name}`,
  );
}

import type { ClusterReader } from '../host';
import { UnreachableError } from '../host';

/** The fields of a Node that checks read. */
export interface NodeObject {
  readonly metadata: {
    readonly name: string;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly spec: {
    readonly podCIDRs?: readonly string[];
    readonly unschedulable?: boolean;
    readonly taints?: readonly NodeTaint[];
  };
  readonly status?: {
    readonly conditions?: readonly NodeCondition[];
    readonly addresses?: readonly { readonly type: string; readonly address: string }[];
    readonly capacity?: { readonly pods?: string };
    readonly nodeInfo?: { readonly kubeletVersion?: string; readonly machineID?: string };
  };
}

export interface NodeTaint {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
}

interface NodeCondition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

/** @throws UnreachableError */
export async function readNodes(cluster: ClusterReader): Promise<readonly NodeObject[]> {
  const list = await cluster.get<{ readonly items: readonly NodeObject[] }>('/api/v1/nodes');
  return list?.items ?? [];
}

/**
 * The Node of that name.
 *
 * @throws UnreachableError where there is none; the check node-addresses reports that
 */
export async function readNode(cluster: ClusterReader, name: string): Promise<NodeObject> {
  const node = (await readNodes(cluster)).find(({ metadata }) => metadata.name === name);
  if (node !== undefined) return node;
  throw new UnreachableError(
    `the cluster has no node ${name}`,
    `read on ${name} why k3s has not joined: journalctl -u 'k3s*'`,
  );
}

import type { NetworkPlan, NodePlan } from '../plan/model';

/** What happens to one machine. */
export type NodeOperation =
  | { readonly kind: 'join'; readonly node: NodePlan }
  | { readonly kind: 'leave'; readonly old: NodePlan }
  /** The machine has another first address. */
  | { readonly kind: 'move'; readonly old: NodePlan; readonly node: NodePlan }
  /** The machine becomes a server, or an agent. */
  | { readonly kind: 'role'; readonly old: NodePlan; readonly node: NodePlan }
  /** The node has another name and the address and role of before. */
  | { readonly kind: 'rename'; readonly old: NodePlan; readonly node: NodePlan };

/** The first address, by which etcd, flannel and the other nodes know a node. */
export function addressOf({ nodeIp }: NodePlan): string {
  return String(nodeIp[0]);
}

/** Nodes that keep name, role and first address. */
export function keptNodes(before: NetworkPlan, after: NetworkPlan): readonly NodePlan[] {
  return after.nodes.filter((node) => {
    const old = before.nodes.find(({ name }) => name === node.name);
    return old !== undefined && old.role === node.role && addressOf(old) === addressOf(node);
  });
}

/**
 * What happens to machines, in an order that leaves etcd as many members as possible: servers join before others leave.
 * A machine whose new address another one still has comes after that one.
 */
export function orderNodeOperations(before: NetworkPlan, after: NetworkPlan): readonly NodeOperation[] {
  const pending = findNodeOperations(before, after)
    .map((operation) => ({ operation, rank: rankOf(operation, before) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ operation }) => operation);
  const ordered: NodeOperation[] = [];
  while (pending.length > 0) {
    const free = pending.findIndex((one) => !pending.some((other) => other !== one && blocks(other, one)));
    // Machines that exchange their addresses block each other.
    ordered.push(...pending.splice(Math.max(free, 0), 1));
  }
  return ordered;
}

function findNodeOperations(before: NetworkPlan, after: NetworkPlan): NodeOperation[] {
  const gone = before.nodes.filter(({ name }) => !after.nodes.some((node) => node.name === name));
  const fresh = after.nodes.filter(({ name }) => !before.nodes.some((node) => node.name === name));
  const renamed = gone.flatMap((old) => {
    const node = fresh.find((one) => isRename(before, old, one));
    return node === undefined ? [] : [{ kind: 'rename' as const, old, node }];
  });
  return [
    ...renamed,
    ...gone.filter((old) => !renamed.some((one) => one.old === old)).map(leave),
    ...fresh.filter((node) => !renamed.some((one) => one.node === node)).map(join),
    ...after.nodes.flatMap((node) => changeOf(before, node)),
  ];
}

const leave = (old: NodePlan): NodeOperation => ({ kind: 'leave', old });
const join = (node: NodePlan): NodeOperation => ({ kind: 'join', node });

/** An etcd member goes with its Node object, so that a server with etcd has to leave and to join again. */
function isRename({ datastore }: NetworkPlan, old: NodePlan, node: NodePlan): boolean {
  if (old.role !== node.role || addressOf(old) !== addressOf(node)) return false;
  return old.role === 'agent' || datastore !== 'etcd';
}

function changeOf(before: NetworkPlan, node: NodePlan): NodeOperation[] {
  const old = before.nodes.find(({ name }) => name === node.name);
  if (old === undefined) return [];
  if (old.role !== node.role) return [{ kind: 'role', old, node }];
  return addressOf(old) === addressOf(node) ? [] : [{ kind: 'move', old, node }];
}

function rankOf(operation: NodeOperation, before: NetworkPlan): number {
  const isServer = ('node' in operation ? operation.node : operation.old).role === 'server';
  switch (operation.kind) {
    case 'rename':
      return isServer ? 0 : 6;
    case 'move':
      return isServer ? (before.servers.length === 1 ? 0 : 3) : 5;
    case 'join':
      return isServer ? 1 : 4;
    case 'role':
      return isServer ? 2 : 7;
    case 'leave':
      return isServer ? 9 : 8;
  }
}

/** Whether `other` still has the address that `one` gets. */
function blocks(other: NodeOperation, one: NodeOperation): boolean {
  return 'node' in one && 'old' in other && addressOf(one.node) === addressOf(other.old);
}

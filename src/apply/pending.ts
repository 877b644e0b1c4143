import { listNames } from '../steps';
import type { RenderedCluster } from '../steps';
import type { ApplyAccess } from './access';
import { digestOf } from './digest';
import { NodeReturn } from './return/node-return';
import type { ReturnResult } from './return/node-return';
import type { RunningCluster } from './running-cluster';

/** Nodes of an apply that was killed, by what they wait for. */
export function findPending(state: RunningCluster): ReadonlyMap<string, readonly string[]> {
  const pending = new Map<string, string[]>();
  for (const { name, pending: target } of state.nodes.values()) {
    if (target !== undefined) pending.set(target, [...(pending.get(target) ?? []), name]);
  }
  return pending;
}

/** Nodes that an apply of the same has changed, or was about to, and has not confirmed. */
export function findContinued(cluster: RenderedCluster, state: RunningCluster): readonly string[] {
  return findPending(state).get(digestOf(cluster)) ?? [];
}

/** What the operator has to know where an apply is continued. */
export function noteContinued(names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  return [
    `An apply of the same was killed before it confirmed ${listNames(names)}. Without another apply, these nodes return to their old network.`,
  ];
}

/** Lets the nodes of an apply of something else return, before a new one begins. */
export async function returnPending(
  names: readonly string[],
  access: ApplyAccess,
  seconds: number,
): Promise<ReadonlyMap<string, ReturnResult>> {
  const nodes = names.map((name) => new NodeReturn(name, access));
  await Promise.all(nodes.map((node) => node.returnNow()));
  const results = await Promise.all(
    nodes.map(async (node) => [node.name, await node.waitForResult(seconds)] as const),
  );
  return new Map(results);
}

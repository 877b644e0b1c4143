import type { NetworkPlan, NodePlan } from '../network';
import type { Observation } from './finding';
import type { ClusterReader, Place } from './place';

/** What every check may look at. */
export interface Verification {
  readonly plan: NetworkPlan;
  /** The text of each node's `dist/<cluster>/k3s/<node>.yml`, by node. */
  readonly nodeFiles: ReadonlyMap<string, string>;
  /** The node as a place to run commands at. @throws Unreachable */
  node(name: string): Place;
  /** Where a user of the cluster is: a machine on the LAN that is no node. @throws Unreachable */
  readonly lan: Place;
  readonly cluster: ClusterReader;
  /** Whether pods of our own may be made, and removed again. */
  readonly probe: boolean;
}

/** What a check looks for, whatever it looks at. */
interface CheckPage {
  /** The name of its file. */
  readonly id: string;
  /** What holds where it holds: `every other node has a route over flannel`. */
  readonly title: string;
  /** Why it matters on a real network. */
  readonly why: string;
}

/** Looks at one node; run for each. */
export interface NodeCheck extends CheckPage {
  readonly scope: 'node';
  /** Whether the plan gives it anything to look at on the node. @default - always */
  applies?(plan: NetworkPlan, node: NodePlan): boolean;
  look(on: NodeVerification): AsyncIterable<Observation>;
}

export interface NodeVerification extends Verification {
  readonly self: NodePlan;
  /** The node itself. */
  readonly here: Place;
}

/** Looks at the cluster's objects, or from the LAN. */
export interface ClusterCheck extends CheckPage {
  readonly scope: 'cluster' | 'lan';
  /** Whether the plan gives it anything to look at. @default - always */
  applies?(plan: NetworkPlan): boolean;
  look(on: Verification): AsyncIterable<Observation>;
}

export type Check = NodeCheck | ClusterCheck;

export type Scope = Check['scope'];

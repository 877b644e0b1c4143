import type { NetworkPlan, NodePlan } from '../plan';
import type { WrittenManifest } from '../kubernetes/api-object';
import type { Observation } from './finding';
import type { ClusterReader, Kubectl, Place } from './place';
import type { Rehearsal } from './rehearsal';

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
  /** What those pods run. @default - nothing is made */
  readonly probeImage?: string;
  /** For what is made and removed again; nothing else may change anything. @default - nothing is made */
  readonly kubectl?: Kubectl;
  /**
   * The files of `dist/<cluster>/manifests`, by name.
   *
   * @default - not compared
   */
  readonly manifests?: ReadonlyMap<string, WrittenManifest>;
  /** The text of `dist/<cluster>/k3s/netstack-flannel.json`. @default - the plan needs none */
  readonly flannelConf?: string;
  /** Given when whoever asked wants to know no more: what was made is to be removed. @default - never */
  readonly interrupt?: AbortSignal;
  /** What is knowingly not as planned. @default - nothing: it is the real cluster */
  readonly rehearsal?: Rehearsal;
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
  /** The node itself. @throws Unreachable */
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

import type { NetworkPlan, NodePlan } from '../plan';
import type { WrittenManifest } from '../kubernetes/api-object';
import type { Observation } from './finding';
import type { ClusterReader, Host, Kubectl } from './host';
import type { Rehearsal } from './rehearsal';

/** What every check can read. */
export interface VerifyContext {
  readonly plan: NetworkPlan;
  /** The text of each node's `dist/<cluster>/k3s/<node>.yml`, by node. */
  readonly nodeFiles: ReadonlyMap<string, string>;
  /** The node as a host that runs commands as root. @throws UnreachableError */
  node(name: string): Host;
  /** A LAN client: a machine on the LAN that is not a node. @throws UnreachableError */
  readonly lan: Host;
  readonly cluster: ClusterReader;
  /** Whether checks may create pods and delete them again. */
  readonly probe: boolean;
  /** The image of those pods. @default - no pod is created */
  readonly probeImage?: string;
  /** For objects that a check creates and deletes; checks change nothing else. @default - nothing is created */
  readonly kubectl?: Kubectl;
  /**
   * The files of `dist/<cluster>/manifests`, by name.
   *
   * @default - not compared
   */
  readonly manifests?: ReadonlyMap<string, WrittenManifest>;
  /** The text of `dist/<cluster>/k3s/netstack-flannel.json`. @default - the plan needs none */
  readonly flannelConf?: string;
  /** Aborted when the user interrupts the run; a check then deletes what it created. @default - never */
  readonly interrupt?: AbortSignal;
  /** Whether k3s is not installed yet. @default false */
  readonly beforeInstall?: boolean;
  /** When the cluster was read. @default - now */
  readonly readAt?: Date;
  /** Known differences between the lab and the profile. @default - none: it is the real cluster */
  readonly rehearsal?: Rehearsal;
}

/** The texts of a check, whatever its scope. */
interface CheckPage {
  /** The name of its file. */
  readonly id: string;
  /** The property that it verifies: `each node has a route to the pods of every other node`. */
  readonly title: string;
  /** The consequence for the network where the check fails. */
  readonly why: string;
  /** IDs of the checks whose failure makes this check fail too. @default - none */
  readonly dependsOn?: readonly string[];
}

/** Verifies one node; runs once per node. */
export interface NodeCheck extends CheckPage {
  readonly scope: 'node';
  /** Whether the plan has anything to verify on the node. @default - always */
  applies?(plan: NetworkPlan, node: NodePlan): boolean;
  observe(context: NodeContext): AsyncIterable<Observation>;
}

export interface NodeContext extends VerifyContext {
  readonly self: NodePlan;
  /** The node as a host. @throws UnreachableError */
  readonly host: Host;
}

/** Verifies the cluster's objects, or what a LAN client can reach. */
export interface ClusterCheck extends CheckPage {
  readonly scope: 'cluster' | 'lan';
  /** Whether the plan has anything to verify. @default - always */
  applies?(plan: NetworkPlan): boolean;
  observe(context: VerifyContext): AsyncIterable<Observation>;
}

export type Check = NodeCheck | ClusterCheck;

export type Scope = Check['scope'];

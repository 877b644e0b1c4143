import type { NodeConfig } from '../k3s';
import type { NetworkPlan } from '../plan';
import type { ApiObject } from '../kubernetes/api-object';

/** A machine of the cluster that an action runs on, as root. */
export interface StepHost {
  /** Node name. */
  readonly name: string;
  /** Address of the machine at that moment: a step may change it. */
  readonly address: string;
}

/** A file below the cluster's output folder: `manifests/netstack-60-samples.k8s.yaml`. */
export interface ClusterFile {
  readonly clusterFile: string;
}

/** A word that contains the output of another command. */
export interface ComposedWord {
  readonly parts: readonly (string | { readonly outputOf: readonly string[] })[];
}

/** One word of a command. */
export type Word = string | ClusterFile | ComposedWord;

/** Standard input of a command. */
export type StepInput =
  | ClusterFile
  /** A file of the operator, in the folder where the commands run. */
  | { readonly operatorFile: string; readonly filter?: readonly string[] }
  /** Complete lines. */
  | { readonly lines: readonly string[] }
  /** The output of a command on another host. */
  | { readonly outputOf: readonly string[]; readonly on: StepHost; readonly filter?: readonly string[] };

/** Runs a command on a host, or on the operator's machine with the cluster's kubeconfig. */
export interface CommandAction {
  readonly kind: 'command';
  readonly on?: StepHost;
  readonly command: readonly Word[];
  readonly input?: StepInput;
  /** File of the operator that standard output goes to. */
  readonly output?: string;
  /** Only the user can read the output: mode 0600, in a folder that is created. */
  readonly isPrivate?: boolean;
}

/** Puts a file of the output folder on a host: owner root, mode 0600. */
export interface CopyAction {
  readonly kind: 'copy';
  readonly file: string;
  readonly on: StepHost;
  readonly path: string;
}

/** Something that no command does. */
export interface ManualAction {
  readonly kind: 'manual';
  readonly on?: StepHost;
  readonly instruction: string;
}

/**
 * Takes the flags that a node file sets off the command line of a unit, by a drop-in. It is derived from the unit when the
 * step runs: a command line may have a token, and steps are printed and saved.
 */
export interface DropInAction {
  readonly kind: 'drop-in';
  readonly on: StepHost;
  /** `k3s-agent` */
  readonly unit: string;
  readonly path: string;
  /** What the node file sets. */
  readonly config: NodeConfig;
  /** Names of the flags that the command line no longer has. */
  readonly flags: readonly string[];
}

export type StepAction = CommandAction | CopyAction | DropInAction | ManualAction;

/** What stops working while a step runs. */
export interface Interruption {
  readonly what: string;
  /** A usual duration; undefined: until a later step. */
  readonly seconds?: number;
}

/**
 * What only a look at the machines tells: whether k3s is installed on them, and whether it ran before, with its own
 * Traefik or without.
 */
export type StepCondition =
  'k3s-absent' | 'k3s-present' | 'packaged-traefik-present' | 'prometheus-operator-present';

/** One step of a change to a cluster. Steps run in their order. */
export interface Step {
  /** Unique among the steps of a change, and the same for the same change: `restart`, `remove-pi3`. */
  readonly id: string;
  /** What the step does; an imperative sentence. */
  readonly title: string;
  /** The step is skipped where this is not so. */
  readonly condition?: StepCondition;
  /** What else the operator has to know. */
  readonly notes?: readonly string[];
  readonly interrupts?: Interruption;
  readonly actions: readonly StepAction[];
}

/** A file of manifests. */
export interface StepManifest {
  readonly file: string;
  readonly objects: readonly ApiObject[];
}

/** Everything that synth writes for one cluster. */
export interface RenderedCluster {
  readonly plan: NetworkPlan;
  /** In the order in which they are applied. */
  readonly manifests: readonly StepManifest[];
  /** Contents by path below the cluster's folder. */
  readonly files: ReadonlyMap<string, string>;
}

/** How manifests reach the cluster: by kubectl, or by the auto-deploy directory of the first server. */
export type ApplyWay = 'kubectl' | 'auto-deploy';

import type { CommandOutput } from '../host';

/** The format of the file; it changes where an older version of netstack could not read a newer file. */
export const BUNDLE_FORMAT = 'netstack-bundle/1';

/** Why something could not be read. */
export interface Unreachable {
  readonly reason: string;
  readonly next: string;
}

/** A command that ran on a host. */
export interface RecordedCommand {
  readonly argv: readonly string[];
  readonly output?: CommandOutput;
  readonly unreachable?: Unreachable;
}

/** A host and its commands; `unreachable` where the access has no such host. */
export interface RecordedHost {
  readonly name?: string;
  readonly unreachable?: Unreachable;
  readonly commands: readonly RecordedCommand[];
}

/** A path of the API server that was read. Without `value` and `unreachable` the server has nothing there. */
export interface RecordedPath {
  readonly path: string;
  readonly form: 'json' | 'text';
  readonly value?: unknown;
  readonly unreachable?: Unreachable;
}

/** A file of the profile. */
export interface RecordedFile {
  readonly file: string;
  readonly content: string;
}

/** Everything that a run of verify read, without secrets. */
export interface Readings {
  readonly nodes: Readonly<Record<string, RecordedHost>>;
  readonly lan: RecordedHost;
  readonly api: readonly RecordedPath[];
}

/** The differences between a lab and its profile. */
export interface RecordedLab {
  readonly k3sVersion: string;
  /** Whether flannel is host-gw in place of the profile's backend. */
  readonly hostGateway: boolean;
  /** Whether kube-proxy is in iptables mode in place of the profile's. */
  readonly iptables: boolean;
  readonly differences: readonly string[];
  readonly config: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly silentNameServers: readonly string[];
}

/** A support bundle: the readings of a run, and what they were compared with. */
export interface Bundle extends Readings {
  readonly format: typeof BUNDLE_FORMAT;
  readonly cluster: string;
  /** When the run began, in ISO 8601. */
  readonly createdAt: string;
  /** How the cluster was reached. */
  readonly title: string;
  /** Whether k3s was not installed yet. @default false */
  readonly beforeInstall?: boolean;
  /** The checks that ran. */
  readonly checks: readonly string[];
  /** The profile first, then the files that it extends. */
  readonly profile: readonly RecordedFile[];
  /** How the lab differs from the profile. @default - it is the real cluster */
  readonly lab?: RecordedLab;
}

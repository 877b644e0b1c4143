/** What a command printed, and its exit status. */
export interface CommandOutput {
  /** 128 and more where a signal ended the command, 127 where the host has no such command. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Exit status of a shell for a command that does not exist. */
export const COMMAND_NOT_FOUND = 127;

/** Exit status of a shell for a command that a signal ended, less the signal's number: the number is not kept. */
export const SIGNALLED = 128;

/** Seconds after which a host kills a command where the check sets no other limit. */
export const DEFAULT_TIMEOUT = 10;

export interface CommandOptions {
  /** Seconds after which the command is killed. @default 10 */
  readonly timeoutSeconds?: number;
  /** Standard input. Only for hosts that do not cache outputs. @default - none */
  readonly input?: string;
}

/** How a command ended: `exit status 1`, or the time limit that it did not keep. */
export function formatEnd({ status, stderr }: CommandOutput, timeoutSeconds = DEFAULT_TIMEOUT): string {
  return status === SIGNALLED && stderr.trim() === ''
    ? `did not end within ${timeoutSeconds} s`
    : `failed with exit status ${status}`;
}

/** A machine that commands run on: a node, as root, or a LAN client. Arguments are passed as given, not to a shell. */
export interface Host {
  /** The node's name, or `client`. */
  readonly name: string;
  /** @throws UnreachableError where the host cannot be reached */
  run(argv: readonly string[], options?: CommandOptions): Promise<CommandOutput>;
}

/** Reads from the cluster's API server. */
export interface ClusterReader {
  /**
   * The object or list at an API path such as `/api/v1/nodes`; undefined where the server has none.
   *
   * @throws UnreachableError
   */
  get<T>(path: string): Promise<T | undefined>;
  /** The text at an API path, such as a container's log. @throws UnreachableError */
  getText(path: string): Promise<string | undefined>;
}

/** Thrown where a host cannot be reached or lacks a command: the check that needs it is skipped. */
export class UnreachableError extends Error {
  /**
   * @param reason why the state could not be read
   * @param next what makes it readable
   */
  constructor(
    readonly reason: string,
    readonly next: string,
  ) {
    super(reason);
  }
}

/** Runs kubectl with the kubeconfig that was found. Results are not cached. */
export type Kubectl = (argv: readonly string[], options?: CommandOptions) => Promise<CommandOutput>;

/** What a program printed, and how it ended. */
export interface Output {
  /** 128 and more where a signal ended it, 127 where there is no such program. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a shell answers with where there is no such program. */
export const NO_SUCH_PROGRAM = 127;

export interface RunOptions {
  /** Seconds after which the program is ended. @default 10 */
  readonly timeoutSeconds?: number;
}

/**
 * Somewhere that commands can be run: a node, as root, or a machine on the LAN. Words are handed over as they are; no
 * shell reads them.
 */
export interface Place {
  /** The node's name, or `client`. */
  readonly name: string;
  /** @throws Unreachable where the place cannot be reached */
  run(argv: readonly string[], options?: RunOptions): Promise<Output>;
}

/** The cluster's API server, for reading. */
export interface ClusterReader {
  /**
   * The object or list at a path of the API, `/api/v1/nodes`; undefined where there is no such thing.
   *
   * @throws Unreachable
   */
  get<T>(path: string): Promise<T | undefined>;
}

/** Thrown by a place that cannot be reached, or a program that it lacks: what rests on it was not looked at. */
export class Unreachable extends Error {
  /**
   * @param because what kept from looking
   * @param next from where, or with what, to look
   */
  constructor(
    readonly because: string,
    readonly next: string,
  ) {
    super(because);
  }
}

/** Runs kubectl, with the rights of the kubeconfig that was found, each time that it is asked to. */
export type Kubectl = (argv: readonly string[], options?: RunOptions) => Promise<Output>;

import type { Output, Place, RunOptions } from '../place';
import { Unreachable } from '../place';
import { quoteCommand } from '../../terminal/quote-command';
import { spawned } from './spawned';

/** Seconds until a node that does not answer is given up. */
const CONNECT_SECONDS = 5;

/** Becomes root where it is not, without a question, and then the program: its words in English, as checks read them. */
const AS_ROOT = 'if [ "$(id -u)" = 0 ]; then exec env LC_ALL=C "$@"; fi; exec sudo -n -- env LC_ALL=C "$@"';

const PATIENCE = 10;

/** How nodes are reached by ssh. */
export interface SshOptions {
  /** Who to log in as; undefined: whom ssh's own configuration names. */
  readonly user?: string;
  /** A folder of our own where the connections are kept. */
  readonly folder: string;
}

/** A node, over the system's own ssh: its keys, its known hosts, its configuration. */
export class SshPlace implements Place {
  private connection: Promise<void> | undefined;

  constructor(
    readonly name: string,
    private readonly address: string,
    private readonly options: SshOptions,
  ) {}

  async run(argv: readonly string[], { timeoutSeconds = PATIENCE }: RunOptions = {}): Promise<Output> {
    // The first makes the connection that all others go through; two at once would each make their own.
    await (this.connection ??= this.connect());
    return this.outputOf(argv, timeoutSeconds);
  }

  /** Ends the connection, where there is one. */
  async close(): Promise<void> {
    if (this.connection === undefined) return;
    await spawned(['ssh', ...this.sshOptions(), '-O', 'exit', this.address], { timeoutSeconds: PATIENCE });
  }

  private async connect(): Promise<void> {
    const { status, stderr } = await this.outputOf(['true'], CONNECT_SECONDS + PATIENCE);
    if (status === 0) return;
    const said = stderr.trim().split('\n').at(-1) ?? '';
    throw new Unreachable(
      `${this.name} cannot be looked at as root by ssh at ${this.address}: ${said || `status ${status}`}`,
      `make "ssh ${this.target} sudo -n true" work without a question, or run netstack verify on ${this.name} as root`,
    );
  }

  /** The remote shell takes one line apart again, so every word is quoted for it. */
  private outputOf(argv: readonly string[], timeoutSeconds: number): Promise<Output> {
    const remote = quoteCommand(['sh', '-c', AS_ROOT, 'sh', ...argv]);
    return spawned(['ssh', ...this.sshOptions(), this.address, '--', remote], { timeoutSeconds });
  }

  private get target(): string {
    const { user } = this.options;
    return user === undefined ? this.address : `${user}@${this.address}`;
  }

  private sshOptions(): readonly string[] {
    const { user, folder } = this.options;
    const settings = {
      BatchMode: 'yes',
      ConnectTimeout: CONNECT_SECONDS,
      ControlMaster: 'auto',
      ControlPath: `${folder}/%C`,
      ControlPersist: 30,
      LogLevel: 'ERROR',
    };
    const options = Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
    return [...options, ...(user === undefined ? [] : ['-l', user])];
  }
}

import type { CommandOutput, Host, CommandOptions } from '../host';
import { DEFAULT_TIMEOUT, UnreachableError } from '../host';
import { quoteCommand } from '../../terminal/quote-command';
import { SessionLimit } from './session-limit';
import { spawnCommand } from './spawn-command';

/** Timeout for the connection, in seconds. */
const CONNECT_SECONDS = 5;

/** Becomes root without asking for a password, then runs the command with English messages, which checks parse. */
const AS_ROOT = 'if [ "$(id -u)" = 0 ]; then exec env LC_ALL=C "$@"; fi; exec sudo -n -- env LC_ALL=C "$@"';

/** Commands at the same time. sshd refuses more than ten sessions on one connection, unless MaxSessions is another. */
const SESSIONS = 8;

/** Exit status of ssh where it could not run the command. */
const SSH_FAILED = 255;

/** How ssh reaches nodes. */
export interface SshOptions {
  /** The user to log in as; undefined: the one of ssh's configuration. */
  readonly user?: string;
  /** A temporary folder for the control sockets. */
  readonly folder: string;
}

/** A node, by the system's ssh with its keys, known hosts and configuration. */
export class SshHost implements Host {
  private connection: Promise<void> | undefined;
  private readonly sessions = new SessionLimit(SESSIONS);

  constructor(
    readonly name: string,
    private readonly address: string,
    private readonly options: SshOptions,
  ) {}

  async run(
    argv: readonly string[],
    { timeoutSeconds = DEFAULT_TIMEOUT, input }: CommandOptions = {},
  ): Promise<CommandOutput> {
    // The first command opens the connection that the others share; two at once would each open one.
    await (this.connection ??= this.connect());
    const output = await this.sessions.run(() => this.outputOf(argv, timeoutSeconds, input));
    if (output.status !== SSH_FAILED) return output;
    // Without this, a file would count as missing where ssh could not look at it.
    throw new UnreachableError(
      `ssh to ${this.name} at ${this.address} failed: ${findLastLine(output.stderr) || `exit status ${SSH_FAILED}`}`,
      `run "${quoteCommand(['ssh', this.target, 'true'])}", and compare MaxSessions in the sshd_config of ${this.name} with ${SESSIONS}`,
    );
  }

  /** Closes the connection, where there is one. */
  async close(): Promise<void> {
    if (this.connection === undefined) return;
    await spawnCommand(['ssh', ...this.sshOptions(), '-O', 'exit', this.address], {
      timeoutSeconds: DEFAULT_TIMEOUT,
    });
  }

  private async connect(): Promise<void> {
    const { status, stderr } = await this.outputOf(['true'], CONNECT_SECONDS + DEFAULT_TIMEOUT);
    if (status === 0) return;
    const message = findLastLine(stderr);
    throw new UnreachableError(
      `ssh to ${this.name} at ${this.address} as root failed: ${message || `exit status ${status}`}`,
      `make "${quoteCommand(['ssh', this.target, 'sudo', '-n', 'true'])}" work without a password, or run this command on ${this.name} as root`,
    );
  }

  /** The remote shell splits the line into words again, so each word is quoted for it. */
  private outputOf(argv: readonly string[], timeoutSeconds: number, input?: string): Promise<CommandOutput> {
    const remote = quoteCommand(['sh', '-c', AS_ROOT, 'sh', ...argv]);
    const options = { timeoutSeconds, ...(input !== undefined && { input }) };
    return spawnCommand(['ssh', ...this.sshOptions(), this.address, '--', remote], options);
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

function findLastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

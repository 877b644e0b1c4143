import type { CommandOptions, CommandOutput, Host } from '../host';
import { COMMAND_NOT_FOUND, UnreachableError } from '../host';

/** Names of kubectl; the first that exists is used. */
const COMMANDS = [['kubectl'], ['k3s', 'kubectl'], ['/usr/local/bin/k3s', 'kubectl']];

/** kubectl on a host, under the name that it has there. */
export class KubectlCommand {
  private words: Promise<readonly string[]> | undefined;

  /**
   * @param kubeconfig the file that kubectl uses; undefined: the one that it finds
   */
  constructor(
    readonly host: Host,
    private readonly kubeconfig?: string,
  ) {}

  async run(argv: readonly string[], options?: CommandOptions): Promise<CommandOutput> {
    const words = await (this.words ??= this.find());
    return this.host.run([...words, ...argv], options);
  }

  private async find(): Promise<readonly string[]> {
    const options = this.kubeconfig === undefined ? [] : [`--kubeconfig=${this.kubeconfig}`];
    for (const command of COMMANDS) {
      const { status } = await this.host.run([...command, 'version', '--client']);
      if (status !== COMMAND_NOT_FOUND) return [...command, ...options];
    }
    throw new UnreachableError(
      `${this.host.name} has neither kubectl nor k3s`,
      'run this command where kubectl or k3s is installed, or with --ssh',
    );
  }
}

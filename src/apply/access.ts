import type { CommandOptions, CommandOutput, Host, Kubectl } from '../verify';
import { KubectlCommand, UnreachableError } from '../verify';

/** How apply reaches a cluster. Nothing is cached: every command changes or reads the present. */
export interface ApplyAccess {
  /** How, for the first line of the output. */
  readonly title: string;
  /** A lab runs the k3s that it was given, whatever the profile requires. */
  readonly isLab?: boolean;
  /** @throws UnreachableError where there is no way to the node's commands */
  node(name: string): Host;
  readonly kubectl: Kubectl;
  close(): Promise<void>;
}

/** Where k3s writes the kubeconfig of a server. */
const K3S_KUBECONFIG = '/etc/rancher/k3s/k3s.yaml';

/** What kubectl prints where no API server answers, as opposed to one that rejects the request. */
const NO_ANSWER =
  /was refused|[Uu]nable to connect|connection reset|i\/o timeout|TLS handshake timeout|no route to host|no such file|apiserver not ready|ServiceUnavailable|error: no configuration has been provided/;

export const KUBECTL_TIMEOUT = 60;

/** kubectl on the first server whose API answers. Servers restart while apply runs, so that it may be another each time. */
export class ServerKubectl {
  private readonly commands: readonly KubectlCommand[];
  private last = 0;

  /** @param servers their hosts, in the order of the profile */
  constructor(servers: readonly Host[]) {
    this.commands = servers.map((host) => new KubectlCommand(host, K3S_KUBECONFIG));
  }

  readonly run: Kubectl = async (argv, options): Promise<CommandOutput> => {
    let failure: CommandOutput | undefined;
    let reason: UnreachableError | undefined;
    for (let offset = 0; offset < this.commands.length; offset += 1) {
      const index = (this.last + offset) % this.commands.length;
      try {
        const output = await this.runOn(index, argv, options);
        if (output.status === 0 || !NO_ANSWER.test(output.stderr)) {
          this.last = index;
          return output;
        }
        failure ??= output;
      } catch (error) {
        if (!(error instanceof UnreachableError)) throw error;
        reason ??= error;
      }
    }
    if (failure !== undefined) return failure;
    throw reason ?? new UnreachableError('the profile has no server', 'add one');
  };

  private runOn(index: number, argv: readonly string[], options?: CommandOptions): Promise<CommandOutput> {
    const command = this.commands[index] as KubectlCommand;
    return command.run(argv, { timeoutSeconds: KUBECTL_TIMEOUT, ...options });
  }
}

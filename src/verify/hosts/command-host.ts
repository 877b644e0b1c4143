import type { CommandOptions, CommandOutput, Host } from '../host';
import { DEFAULT_TIMEOUT } from '../host';
import { spawnCommand } from './spawn-command';

/** A host that commands reach by a prefix: none for this machine, `nsenter …` for a machine of a lab. */
export class CommandHost implements Host {
  /**
   * @param prefix turns a command for the host into a command for this machine
   */
  constructor(
    readonly name: string,
    private readonly prefix: (argv: readonly string[]) => readonly string[] = (argv) => argv,
  ) {}

  run(
    argv: readonly string[],
    { timeoutSeconds = DEFAULT_TIMEOUT, input }: CommandOptions = {},
  ): Promise<CommandOutput> {
    return spawnCommand(this.prefix(argv), { timeoutSeconds, ...(input !== undefined && { input }) });
  }
}

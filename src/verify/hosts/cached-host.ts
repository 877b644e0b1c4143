import { formatRunningCommand } from '../../terminal/own-command';
import { quoteCommand } from '../../terminal/quote-command';
import type { CommandOptions, CommandOutput, Host } from '../host';
import { DEFAULT_TIMEOUT, SIGNALLED, UnreachableError } from '../host';

/** Most commands that run on one host at a time: sshd allows ten sessions per connection. */
const MAX_CONCURRENT = 8;

/**
 * A host that runs each command once, however many checks need it, and only a few at a time. Checks only read, so an
 * output stays valid for the whole run. A command that was killed has no output: the check that needs it is skipped.
 */
export class CachedHost implements Host {
  private readonly outputs = new Map<string, Promise<CommandOutput>>();
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  constructor(private readonly host: Host) {}

  get name(): string {
    return this.host.name;
  }

  run(argv: readonly string[], options?: CommandOptions): Promise<CommandOutput> {
    const key = JSON.stringify(argv);
    const known = this.outputs.get(key);
    if (known !== undefined) return known;
    const output = this.waitForSlot(() => this.runToEnd(argv, options));
    this.outputs.set(key, output);
    return output;
  }

  /** @throws UnreachableError where the command was killed: a part of an output looks like a fault of the host */
  private async runToEnd(argv: readonly string[], options?: CommandOptions): Promise<CommandOutput> {
    const output = await this.host.run(argv, options);
    if (output.status !== SIGNALLED || output.stderr !== '') return output;
    const { timeoutSeconds = DEFAULT_TIMEOUT } = options ?? {};
    throw new UnreachableError(
      `"${quoteCommand(argv)}" did not end within ${timeoutSeconds} s on ${this.name}`,
      `run ${formatRunningCommand()} again when ${this.name} and this machine are less busy`,
    );
  }

  private async waitForSlot(run: () => Promise<CommandOutput>): Promise<CommandOutput> {
    if (this.running >= MAX_CONCURRENT) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.running += 1;
    try {
      return await run();
    } finally {
      const next = this.waiting.shift();
      // A waiting command takes the slot over, so that no new command can take it first.
      if (next === undefined) this.running -= 1;
      else next();
    }
  }
}

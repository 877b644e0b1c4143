import type { Output, Place, RunOptions } from '../place';

/** Commands at once in one place: sshd takes ten sessions of one connection. */
const AT_ONCE = 8;

/**
 * A place where each command runs once, however many checks ask for it, and where no more than a few run at a time.
 * Checks only read, so that what was read once holds for the whole look.
 */
export class RememberingPlace implements Place {
  private readonly outputs = new Map<string, Promise<Output>>();
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  constructor(private readonly place: Place) {}

  get name(): string {
    return this.place.name;
  }

  run(argv: readonly string[], options?: RunOptions): Promise<Output> {
    const key = JSON.stringify(argv);
    const known = this.outputs.get(key);
    if (known !== undefined) return known;
    const output = this.inTurn(() => this.place.run(argv, options));
    this.outputs.set(key, output);
    return output;
  }

  private async inTurn(run: () => Promise<Output>): Promise<Output> {
    if (this.running >= AT_ONCE) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.running += 1;
    try {
      return await run();
    } finally {
      const next = this.waiting.shift();
      // Whoever waits takes over the turn, so that nobody comes in between.
      if (next === undefined) this.running -= 1;
      else next();
    }
  }
}

import type { Output, Place, RunOptions } from '../place';
import { spawned } from './spawned';

/** Seconds that a program may take where the check says nothing. */
const PATIENCE = 10;

/** A place that some words before a command lead to: none for this machine, `nsenter …` for a lab's. */
export class CommandPlace implements Place {
  /**
   * @param words how a command is spelled that runs there
   */
  constructor(
    readonly name: string,
    private readonly words: (argv: readonly string[]) => readonly string[] = (argv) => argv,
  ) {}

  run(argv: readonly string[], { timeoutSeconds = PATIENCE }: RunOptions = {}): Promise<Output> {
    return spawned(this.words(argv), { timeoutSeconds });
  }
}

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** The number of clusters that a process claims at once. */
const PORTION = 10;

/**
 * The part of a fleet that two processes write together. One claims portions from the front, the other one from the back,
 * until they meet: none of them waits long for the other, even where other programs slow one of them down.
 */
export class SharedPart {
  /** @param claims a folder that both processes use; it gets a folder for each portion that is claimed */
  constructor(
    readonly files: readonly string[],
    private readonly claims: string,
  ) {}

  /** Claims and returns files in their order, until the other process has claimed the next ones. */
  *claimFromFront(): Generator<string, void> {
    for (let portion = 0; portion < this.portions; portion += 1) {
      if (!this.claim(portion)) return;
      yield* this.filesOf(portion);
    }
  }

  /** The same from the last portion to the first. */
  *claimFromBack(): Generator<string, void> {
    for (let portion = this.portions - 1; portion >= 0; portion -= 1) {
      if (!this.claim(portion)) return;
      yield* this.filesOf(portion);
    }
  }

  private get portions(): number {
    return Math.ceil(this.files.length / PORTION);
  }

  private filesOf(portion: number): readonly string[] {
    return this.files.slice(portion * PORTION, (portion + 1) * PORTION);
  }

  /** Whether the portion was free: only one process can create a folder. */
  private claim(portion: number): boolean {
    try {
      mkdirSync(join(this.claims, String(portion)));
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  }
}

import { LabError } from '../../lab';

/** Everything that prevents a lab, so that the user reads all of it in one run. */
export class ProblemList {
  private readonly problems: string[] = [];

  add(...problems: readonly string[]): void {
    this.problems.push(...problems);
  }

  /** Returns what the work returns. Where the work throws a LabError, records it and returns undefined. */
  async attempt<T>(work: () => T | Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      this.add(error.message);
      return undefined;
    }
  }

  get isEmpty(): boolean {
    return this.problems.length === 0;
  }

  /** One problem is its own message; several are a list. */
  toError(cluster: string): LabError {
    const [first = '', ...others] = this.problems;
    if (others.length === 0) return new LabError(first);
    const lines = this.problems.map((problem) => `  - ${problem}`);
    return new LabError([`no lab of ${cluster} can be made here:`, ...lines].join('\n'));
  }
}

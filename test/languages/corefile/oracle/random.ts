/** Reproducible choices: the same seed makes the same ones everywhere. */
export class Random {
  constructor(private state: number) {}

  /** From 0 to `below` - 1. */
  int(below: number): number {
    // mulberry32
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  }

  chance(percent: number): boolean {
    return this.int(100) < percent;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.int(items.length)] as T;
  }

  /** From `min` to `max` items, each made separately. */
  several<T>(min: number, max: number, make: () => T): readonly T[] {
    return Array.from({ length: min + this.int(max - min + 1) }, make);
  }

  /** Some of the items, in their order. */
  some<T>(items: readonly T[], percent = 40): readonly T[] {
    return items.filter(() => this.chance(percent));
  }
}

import type { ProfilePath } from '../../diagnostics';

/** The places of a profile whose values cannot be relied on, as a tree. */
export class UnparsedPaths {
  /** Whether this very place is one. */
  private unparsed = false;
  private readonly below = new Map<string | number, UnparsedPaths>();

  /** Undefined if there are none. */
  static of(paths: readonly ProfilePath[]): UnparsedPaths | undefined {
    if (paths.length === 0) return undefined;
    const root = new UnparsedPaths();
    for (const path of paths) root.add(path);
    return root;
  }

  private add(path: ProfilePath): void {
    const [key, ...rest] = path;
    if (key === undefined) {
      this.unparsed = true;
      return;
    }
    const next = this.below.get(key) ?? new UnparsedPaths();
    this.below.set(key, next);
    next.add(rest);
  }

  get isUnparsed(): boolean {
    return this.unparsed;
  }

  /** The places below a key; undefined if all is well there. */
  at(key: string | number): UnparsedPaths | undefined {
    return this.below.get(key);
  }

  /** Keys whose own values are not to be relied on, present or not. */
  get keys(): readonly string[] {
    return [...this.below].flatMap(([key, { unparsed }]) => (unparsed ? [String(key)] : []));
  }
}

import type { ProfilePath } from '../../diagnostics';
import { formatPath } from '../../diagnostics';
import type { Origin } from './origin';

/** Finds the line of a position in the text that a tree was read from. */
export type LineOf = (path: ProfilePath) => number | undefined;

/** What every part of a tree shares. */
interface Tree {
  readonly source: string;
  readonly lineOf: LineOf;
  /** Positions that were read, each with everything below it. */
  readonly read: Set<string>;
}

/** A map of a tree that remembers which of its values were read, so that the others can be reported. */
export class Fields {
  private constructor(
    private readonly tree: Tree,
    private readonly map: Readonly<Record<string, unknown>>,
    private readonly path: ProfilePath,
  ) {}

  /** @param value anything; what is not a map has no fields */
  static of(value: unknown, source: string, lineOf: LineOf = () => undefined): Fields {
    return new Fields({ source, lineOf, read: new Set() }, isMap(value) ? value : {}, []);
  }

  get keys(): readonly string[] {
    return Object.keys(this.map);
  }

  has(key: string): boolean {
    return this.map[key] !== undefined && this.map[key] !== null;
  }

  /** Whether the value was read. */
  isRead(key: string): boolean {
    return this.tree.read.has(JSON.stringify([...this.path, key]));
  }

  /** The value itself, of any type; it does not count as read. */
  peek(key: string): unknown {
    return this.map[key] ?? undefined;
  }

  /** The value itself, of any type; everything below it counts as read. */
  take(key: string): unknown {
    this.tree.read.add(JSON.stringify([...this.path, key]));
    return this.map[key] ?? undefined;
  }

  /** Marks values as read that say nothing new. */
  ignore(...keys: readonly string[]): this {
    for (const key of keys) this.take(key);
    return this;
  }

  /** A value of one type; one of another type stays unread. */
  text(key: string): string | undefined {
    const value = this.map[key];
    return typeof value === 'string' ? (this.take(key) as string) : undefined;
  }

  number(key: string): number | undefined {
    const value = this.map[key];
    return typeof value === 'number' ? (this.take(key) as number) : undefined;
  }

  boolean(key: string): boolean | undefined {
    const value = this.map[key];
    return typeof value === 'boolean' ? (this.take(key) as boolean) : undefined;
  }

  /** A list of texts; a list with anything else stays unread. */
  texts(key: string): readonly string[] {
    const value = this.map[key];
    const isTexts = Array.isArray(value) && value.every((one) => typeof one === 'string');
    return isTexts ? (this.take(key) as string[]) : [];
  }

  /** A map; one that is missing has no fields. Its values are read one by one. */
  at(key: string): Fields {
    const value = this.map[key];
    return new Fields(this.tree, isMap(value) ? value : {}, [...this.path, key]);
  }

  /** The maps of a list. Other elements stay unread. */
  list(key: string): readonly Fields[] {
    const value = this.map[key];
    if (!Array.isArray(value)) return [];
    return value.flatMap((one: unknown, index) =>
      isMap(one) ? [new Fields(this.tree, one, [...this.path, key, index])] : [],
    );
  }

  /** Where a value is, or the map itself. */
  origin(key?: string): Origin {
    const line = this.tree.lineOf(key === undefined ? this.path : [...this.path, key]);
    return { source: this.tree.source, ...(line !== undefined && { line }) };
  }

  /**
   * Every value below this map that was not read, empty maps and lists aside.
   *
   * @param isDefault whether a value is what the API server adds by itself
   */
  unread(
    isDefault: (value: unknown) => boolean = () => false,
  ): readonly { readonly path: string; readonly value: unknown; readonly origin: Origin }[] {
    return this.unreadBelow(this.map, this.path)
      .filter(({ value }) => !isDefault(value))
      .map(({ path, value }) => {
        const line = this.tree.lineOf(path);
        const origin = { source: this.tree.source, ...(line !== undefined && { line }) };
        return { path: formatPath(path.slice(this.path.length)), value, origin };
      });
  }

  /** Every value below this map of which nothing was read: texts, numbers, whole lists, and `null`, which Helm uses. */
  leftovers(): readonly { readonly path: readonly string[]; readonly value: unknown }[] {
    const isRead = (path: ProfilePath) => this.tree.read.has(JSON.stringify([...this.path, ...path]));
    const hasRead = (path: ProfilePath) => {
      const start = JSON.stringify([...this.path, ...path]).slice(0, -1);
      return [...this.tree.read].some((one) => one.startsWith(`${start},`));
    };
    const collect = (
      value: unknown,
      path: readonly string[],
    ): { path: readonly string[]; value: unknown }[] => {
      if (isRead(path)) return [];
      if (isMap(value)) return Object.entries(value).flatMap(([key, one]) => collect(one, [...path, key]));
      return hasRead(path) ? [] : [{ path, value }];
    };
    return collect(this.map, []);
  }

  /** Marks a value below this map as read. */
  ignorePath(path: readonly string[]): void {
    this.tree.read.add(JSON.stringify([...this.path, ...path]));
  }

  private unreadBelow(value: unknown, path: ProfilePath): readonly { path: ProfilePath; value: unknown }[] {
    if (this.tree.read.has(JSON.stringify(path)) || value === null || value === undefined) return [];
    if (Array.isArray(value) && value.some((one) => isMap(one))) {
      return value.flatMap((one, index) => this.unreadBelow(one, [...path, index]));
    }
    if (Array.isArray(value)) return value.length === 0 ? [] : [{ path, value }];
    if (!isMap(value)) return [{ path, value }];
    return Object.entries(value).flatMap(([key, one]) => this.unreadBelow(one, [...path, key]));
  }
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

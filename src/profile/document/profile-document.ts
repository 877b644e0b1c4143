import type { Alias, LineCounter, Node, Pair, YAMLMap } from 'yaml';
import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { ProfilePath } from '../../diagnostics';
import { parseYaml } from './parse-yaml';
import { keyOf, readValues } from './read-values';
import type { TextProblem } from './text-problem';

/** A node of the file and where it starts. */
export interface Found {
  readonly path: ProfilePath;
  readonly offset: number;
  /** What the user wrote there, without quotes; for maps and lists undefined. */
  readonly text?: string;
  /** Whether this is the place that was asked for, and not one around it. */
  readonly exact: boolean;
  /** Whether it is not, and what was found is a map without the key, which a base may add. */
  readonly lacksKey: boolean;
}

/** One YAML file, parsed, with every value's position. */
export class ProfileDocument {
  /** The file's values as plain objects; undefined where the file has none. */
  readonly values: unknown;
  readonly problems: readonly TextProblem[];
  /** Places whose values cannot be relied on because of `problems`. */
  readonly unparsed: readonly ProfilePath[];
  private readonly lines: LineCounter;
  private readonly root: Node | null;
  private readonly targets: ReadonlyMap<Alias, Node>;
  private readonly entries = new Map<YAMLMap, ReadonlyMap<string, Pair>>();

  /**
   * @param file as the user named it
   * @param content the file's text; a byte order mark is no part of it
   */
  constructor(
    readonly file: string,
    content: string,
  ) {
    const { document, lines, problems } = parseYaml(content.replace(/^\ufeff/, ''));
    const read = document && readValues(document, lines);
    this.lines = lines;
    this.root = document?.contents ?? null;
    this.values = read?.value;
    this.unparsed = read?.unparsed ?? [];
    this.targets = read?.targets ?? new Map<Alias, Node>();
    this.problems = [...problems, ...(read?.problems ?? [])];
  }

  /** The value at `path`, or the nearest one around it. */
  find(path: ProfilePath): Found {
    let node = this.root;
    let offset = offsetOf(node) ?? 0;
    let depth = 0;
    for (const key of path) {
      const next = this.step(node, key);
      if (next === undefined) break;
      ({ value: node, offset } = next);
      depth += 1;
    }
    const exact = depth === path.length;
    const text = depth === 0 ? {} : this.textOf(node);
    const lacksKey = !exact && isMap(this.resolve(node));
    return { path: exact ? path : path.slice(0, depth), offset, exact, lacksKey, ...text };
  }

  /** Whether there is anything at `path`. */
  has(path: ProfilePath): boolean {
    let node = this.root;
    for (const key of path) {
      const next = this.step(node, key);
      if (next === undefined) return false;
      node = next.value;
    }
    return true;
  }

  /** Where the key at the end of `path` itself stands. */
  findKey(path: ProfilePath): Found {
    const found = this.find(path);
    let parent = this.root;
    for (const key of path.slice(0, -1)) parent = this.step(parent, key)?.value ?? null;
    const key = path[path.length - 1];
    const pair = typeof key === 'string' ? this.pairOf(this.resolve(parent), key) : undefined;
    return { ...found, offset: offsetOf(pair?.key) ?? found.offset };
  }

  /** Line and column of a position, both from 1. */
  position(offset: number): { readonly line: number; readonly column: number } {
    const { line, col } = this.lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }

  private step(
    parent: Node | null,
    key: string | number,
  ): { value: Node | null; offset: number } | undefined {
    const node = this.resolve(parent);
    if (typeof key === 'number') {
      const item = isSeq(node) ? (node.items[key] as Node | undefined) : undefined;
      return item && { value: item, offset: offsetOf(item) ?? 0 };
    }
    const pair = this.pairOf(node, key);
    if (pair === undefined) return undefined;
    const value = pair.value as Node | null;
    // What is left empty is nowhere; its key is where to look.
    const offset = isEmpty(value) ? offsetOf(pair.key) : offsetOf(value);
    return { value, offset: offset ?? 0 };
  }

  private pairOf(node: Node | null, key: string): Pair | undefined {
    if (!isMap(node)) return undefined;
    let pairs = this.entries.get(node);
    if (pairs === undefined) {
      pairs = pairsOf(node);
      this.entries.set(node, pairs);
    }
    return pairs.get(key);
  }

  private resolve(node: Node | null): Node | null {
    return isAlias(node) ? (this.targets.get(node) ?? null) : node;
  }

  private textOf(node: Node | null): { text?: string } {
    const scalar = this.resolve(node);
    if (!isScalar(scalar) || isEmpty(scalar)) return {};
    return {
      text: typeof scalar.value === 'string' ? scalar.value : (scalar.source ?? String(scalar.value)),
    };
  }
}

/** Of a key that stands twice, the first counts. */
function pairsOf({ items }: YAMLMap): ReadonlyMap<string, Pair> {
  const pairs = new Map<string, Pair>();
  for (const pair of items) {
    const key = keyOf(pair);
    if (key !== undefined && key !== '' && !pairs.has(key)) pairs.set(key, pair);
  }
  return pairs;
}

function offsetOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}

/** Whether nothing is written there. */
function isEmpty(node: Node | null): boolean {
  return node === null || (isScalar(node) && node.value === null && !node.source);
}

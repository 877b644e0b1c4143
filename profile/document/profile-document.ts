import type { Document, Node, Pair } from 'yaml';
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseAllDocuments, visit } from 'yaml';
import type { Path } from '../../network';
import { pitfallOf } from './yaml-pitfalls';

/** Larger than any real profile, smaller than what makes a parser slow. */
const MAX_BYTES = 1024 * 1024;

/** Aliases that one file may resolve to, so that a few bytes cannot become gigabytes. */
const MAX_ALIASES = 100;

/** A problem of the text itself, before any key has a meaning. */
export interface TextProblem {
  /** Position in the text, in UTF-16 code units. */
  readonly offset: number;
  readonly rule: 'yaml-syntax' | 'yaml-pitfall';
  readonly message: string;
  readonly hint: string;
}

/** A node of the file and where it starts. */
export interface Found {
  readonly path: Path;
  readonly offset: number;
  /** What the user wrote there, without quotes; for maps and lists undefined. */
  readonly text?: string;
  /** Whether this is the place that was asked for, and not one around it. */
  readonly exact: boolean;
}

/** One YAML file, parsed, with every value's position. */
export class ProfileDocument {
  private readonly lines = new LineCounter();
  private readonly document?: Document.Parsed;
  readonly problems: TextProblem[] = [];

  constructor(
    readonly file: string,
    private readonly content: string,
  ) {
    this.document = this.parse();
  }

  private parse(): Document.Parsed | undefined {
    if (Buffer.byteLength(this.content) > MAX_BYTES) {
      this.report(
        0,
        'yaml-syntax',
        'the file is larger than 1 MiB',
        'A profile describes one cluster; this is something else.',
      );
      return undefined;
    }
    const documents = parseAllDocuments(this.content, { lineCounter: this.lines, prettyErrors: false });
    const [first, second] = documents as Document.Parsed[];
    if (second !== undefined) {
      this.report(
        second.range[0],
        'yaml-syntax',
        'a second document begins here',
        'Write one file a cluster.',
      );
    }
    for (const error of first?.errors ?? []) this.reportSyntax(error.pos[0], error.code, error.message);
    if (first === undefined || first.contents === null) {
      this.report(0, 'yaml-syntax', 'the file is empty', 'Begin with k3sVersion, lan and nodes.');
      return undefined;
    }
    this.findPitfalls(first);
    return first;
  }

  private reportSyntax(offset: number, code: string, message: string): void {
    if (code === 'DUPLICATE_KEY') {
      const key = /^[^\s:]+/.exec(this.content.slice(offset))?.[0] ?? '';
      this.report(
        offset,
        'yaml-syntax',
        `the key "${key}" stands twice`,
        'Only one of the two would count. Keep one.',
      );
    } else if (code === 'TAB_AS_INDENT') {
      this.report(offset, 'yaml-syntax', 'a tab is used for indentation', 'YAML takes spaces only.');
    } else {
      const sentence = message.replace(/\s+/g, ' ').replace(/[.:]$/, '');
      this.report(
        offset,
        'yaml-syntax',
        `not valid YAML: ${sentence}`,
        'Look at this line and the one before it.',
      );
    }
  }

  private findPitfalls(document: Document.Parsed): void {
    visit(document, {
      Scalar: (_, scalar) => {
        const pitfall = pitfallOf(scalar);
        if (pitfall) this.report(scalar.range?.[0] ?? 0, 'yaml-pitfall', pitfall.message, pitfall.hint);
      },
    });
  }

  private report(offset: number, rule: TextProblem['rule'], message: string, hint: string): void {
    this.problems.push({ offset, rule, message, hint });
  }

  /** The file's values as plain objects; undefined where there are none to be had. */
  toValues(): unknown {
    try {
      return this.document?.toJS({ maxAliasCount: MAX_ALIASES });
    } catch (error) {
      if (!(error instanceof ReferenceError)) throw error;
      this.report(0, 'yaml-syntax', 'its aliases (*name) unfold to too much', 'Write the values out.');
      return undefined;
    }
  }

  /** The node at `path`, or the nearest one around it. */
  find(path: Path): Found {
    let node: Node | null = this.document?.contents ?? null;
    let found: Found = { path: [], offset: node?.range?.[0] ?? 0, exact: path.length === 0 };
    for (const [index, key] of path.entries()) {
      const next = this.step(node, key);
      if (next === undefined) return { ...found, exact: false };
      node = next.value;
      const here = path.slice(0, index + 1);
      found = { path: here, exact: here.length === path.length, offset: next.offset, ...textOf(node) };
    }
    return found;
  }

  /** Where the key at the end of `path` itself stands. */
  findKey(path: Path): Found {
    const found = this.find(path);
    const parent = this.nodeAt(path.slice(0, -1));
    const pair = isMap(parent) ? pairOf(parent.items, path[path.length - 1]) : undefined;
    return isScalar(pair?.key) ? { ...found, offset: pair.key.range?.[0] ?? found.offset } : found;
  }

  private nodeAt(path: Path): Node | null {
    let node: Node | null = this.document?.contents ?? null;
    for (const key of path) node = this.step(node, key)?.value ?? null;
    return this.resolve(node);
  }

  private step(
    parent: Node | null,
    key: string | number,
  ): { value: Node | null; offset: number } | undefined {
    const node = this.resolve(parent);
    if (isSeq(node) && typeof key === 'number') {
      const item = node.items[key] as Node | undefined;
      return item && { value: item, offset: item.range?.[0] ?? 0 };
    }
    const pair = isMap(node) ? pairOf(node.items, key) : undefined;
    if (pair === undefined) return undefined;
    const value = pair.value as Node | null;
    const keyOffset = isScalar(pair.key) ? pair.key.range?.[0] : undefined;
    return { value, offset: value?.range?.[0] ?? keyOffset ?? 0 };
  }

  private resolve(node: Node | null): Node | null {
    return isAlias(node) && this.document ? (node.resolve(this.document) ?? null) : node;
  }

  /** Line and column of a position, both from 1. */
  position(offset: number): { readonly line: number; readonly column: number } {
    const { line, col } = this.lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }
}

function pairOf(items: readonly Pair[], key: string | number | undefined): Pair | undefined {
  return items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

function textOf(node: Node | null): { text?: string } {
  return isScalar(node) && !(node.value === null && !node.source)
    ? { text: typeof node.value === 'string' ? node.value : (node.source ?? String(node.value)) }
    : {};
}

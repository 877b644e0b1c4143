import type { Alias, Document, LineCounter, Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { ProfilePath } from '../../diagnostics';
import { quoteText } from '../../diagnostics';
import type { TextProblem } from './text-problem';
import type { Pitfall } from './yaml-pitfalls';
import { describeAliasPitfall, findKeyPitfall, findScalarPitfall, findTagPitfall } from './yaml-pitfalls';

/** Values that aliases may unfold to, so that a few bytes cannot become gigabytes. */
const MAX_ALIASED = 10_000;

/** Longer than any list of a profile may be; with each entry wrong, there would be that many problems to report. */
const MAX_ENTRIES = 5000;

/** A document as plain values. */
export interface ReadValues {
  /** Missing where the document cannot be read as a whole. */
  readonly value?: unknown;
  readonly problems: readonly TextProblem[];
  /** Places whose values cannot be relied on. */
  readonly unparsed: readonly ProfilePath[];
  /** What each alias stands for. */
  readonly targets: ReadonlyMap<Alias, Node>;
}

/** Reads a document's values, and finds on the way what is treacherous about them. */
export function readValues({ contents }: Document.Parsed, lines: LineCounter): ReadValues {
  const reader = new Reader(lines);
  const { problems, unparsed, targets } = reader;
  try {
    return { value: reader.read(contents), problems, unparsed, targets };
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    return { problems, unparsed, targets };
  }
}

/** The name that a map's entry has, if it has one: as written, so that `on:` stays "on". */
export function keyOf({ key }: Pair): string | undefined {
  if (!isScalar(key)) return undefined;
  return typeof key.value === 'string' ? key.value : key.source || undefined;
}

/** Aliases unfold to more than anyone means. */
class TooMuch extends Error {}

class Reader {
  readonly problems: TextProblem[] = [];
  readonly unparsed: ProfilePath[] = [];
  readonly targets = new Map<Alias, Node>();
  private readonly anchors = new Map<string, Node>();
  private readonly path: (string | number)[] = [];
  /** Anchored nodes that are being read. */
  private readonly open = new Set<Node>();
  /** The aliases that are being unfolded. */
  private readonly unfolding: Alias[] = [];
  private aliased = 0;

  constructor(private readonly lines: LineCounter) {}

  read(node: Node | null): unknown {
    if (node === null) return null;
    if (this.unfolding.length > 0) this.countAliased();
    if (isAlias(node)) return this.readAlias(node);
    if (node.anchor === undefined) return this.readContent(node);
    if (this.unfolding.length === 0) this.anchors.set(node.anchor, node);
    this.open.add(node);
    const value = this.readContent(node);
    this.open.delete(node);
    return value;
  }

  private readContent(node: Node): unknown {
    this.notePitfall(findTagPitfall(node.tag), node);
    if (isMap(node)) return this.readMap(node);
    if (isSeq(node)) return this.readSequence(node);
    const scalar = node as Scalar;
    if (!this.isRemoval(scalar)) this.notePitfall(findScalarPitfall(scalar), scalar);
    return scalar.value;
  }

  /** In a patch, null removes a key, and among Helm's values it removes the chart's default. */
  private isRemoval({ value }: Scalar): boolean {
    const [first, second] = this.path;
    const isPart = first === 'patches' || (first === 'traefik' && second === 'values');
    return value === null && isPart && this.path.length > (first === 'patches' ? 3 : 2);
  }

  private readAt(key: string | number, node: Node | null): unknown {
    this.path.push(key);
    const value = this.read(node);
    this.path.pop();
    return value;
  }

  private readSequence(node: YAMLSeq): unknown[] {
    const { items } = node;
    if (items.length > MAX_ENTRIES) {
      this.notePitfall(
        {
          message: `the list has ${items.length} entries, and at most ${MAX_ENTRIES} are read`,
          hint: 'A profile describes one cluster.',
        },
        node,
      );
      return [];
    }
    return items.map((item, index) => this.readAt(index, item as Node | null));
  }

  private readMap(map: YAMLMap): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    const keys = new Map<string, Node>();
    for (const pair of map.items as Pair<Node, Node | null>[]) {
      const key = keyOf(pair);
      const refusal = findKeyPitfall(pair.key, key);
      if (key === undefined || refusal !== undefined) this.noteKey(map, pair.key, refusal);
      else if (keys.has(key)) this.noteSecond(key, pair.key, keys.get(key));
      else values[key] = this.readAt(key, pair.value);
      if (key !== undefined && !keys.has(key)) keys.set(key, pair.key);
    }
    return values;
  }

  private readAlias(alias: Alias): unknown {
    const target = this.anchors.get(alias.source);
    if (target === undefined || this.open.has(target)) {
      this.notePitfall(describeAliasPitfall(alias.source, target, [...this.anchors.keys()]), alias);
      return null;
    }
    this.targets.set(alias, target);
    this.unfolding.push(alias);
    const value = this.read(target);
    this.unfolding.pop();
    return value;
  }

  private countAliased(): void {
    if (++this.aliased <= MAX_ALIASED) return;
    const [alias] = this.unfolding;
    this.path.length = 0;
    this.report(alias, 'yaml-syntax', {
      message: `the alias "*${alias?.source}" unfolds to too much`,
      hint: 'Write the values out.',
    });
    throw new TooMuch();
  }

  /** What is anchored is reported where it stands, not where it is used. */
  private notePitfall(pitfall: Pitfall | undefined, node: Node | null): void {
    if (pitfall === undefined) return;
    this.unparsed.push([...this.path]);
    if (this.unfolding.length === 0) this.report(node, 'yaml-pitfall', pitfall);
  }

  /** A map that another one should be merged into, or with nothing but a bad key, is not what it should be. */
  private noteKey(map: YAMLMap, key: Node, pitfall: Pitfall | undefined): void {
    const isMerge = isScalar(key) && key.value === '<<';
    if (isMerge || map.items.length === 1) this.notePitfall(pitfall, key);
    else if (pitfall !== undefined && this.unfolding.length === 0) this.report(key, 'yaml-pitfall', pitfall);
  }

  private noteSecond(key: string, node: Node, first: Node | undefined): void {
    this.path.push(key);
    this.unparsed.push([...this.path]);
    const { line } = this.lines.linePos(first?.range?.[0] ?? 0);
    const message = `the key ${quoteText(key)} stands on line ${line} already`;
    const hint = 'Only one of the two would count. Keep one.';
    if (this.unfolding.length === 0) this.report(node, 'yaml-syntax', { message, hint });
    this.path.pop();
  }

  private report(node: Node | null | undefined, rule: TextProblem['rule'], what: Pitfall): void {
    this.problems.push({ offset: node?.range?.[0] ?? 0, rule, path: [...this.path], ...what });
  }
}

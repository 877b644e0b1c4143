import type { Document, Pair } from 'yaml';
import { isMap, isScalar, isSeq, parseDocument, visit } from 'yaml';

/** YAML that is commented out: a # that is not followed by exactly one space, which begins an explanation. */
const COMMENTED = /^(\s*)#(?! (?! )|$)/;

/** Lines that can be used by taking the # away. */
export interface CommentedBlock {
  /** From 1. */
  readonly line: number;
  readonly lines: readonly string[];
}

/** The blocks of consecutive lines that are commented out, their # in one column. */
export function commentedBlocks(text: string): readonly CommentedBlock[] {
  const blocks: { line: number; lines: string[]; column: number }[] = [];
  let previous = -1;
  for (const [index, line] of text.split('\n').entries()) {
    const column = COMMENTED.exec(line)?.[1]?.length;
    if (column === undefined) continue;
    const last = blocks[blocks.length - 1];
    if (last !== undefined && previous === index - 1 && last.column === column) last.lines.push(line);
    else blocks.push({ line: index + 1, lines: [line], column });
    previous = index;
  }
  return blocks;
}

/** The text with one block in use. Where one of its keys stood already, it takes that key's place. */
export function withBlock(text: string, { line, lines }: CommentedBlock): string {
  const all = text.split('\n');
  const used = lines.map((one) => one.replace('#', ''));
  all.splice(line - 1, lines.length, ...used);
  const start = all.slice(0, line - 1).join('\n').length;
  const document = parseDocument(all.join('\n'), { uniqueKeys: false });
  dropReplaced(document, [start, start + used.join('\n').length + 1]);
  return document.toString();
}

function dropReplaced(document: Document, [from, to]: readonly [number, number]): void {
  visit(document, {
    Map: (_, map) => {
      const own = map.items.filter((pair) => isWithin(pair, from, to)).map(keyOf);
      map.items = map.items.filter((pair) => isWithin(pair, from, to) || !own.includes(keyOf(pair)));
    },
  });
}

function isWithin({ key }: Pair, from: number, to: number): boolean {
  const offset = isScalar(key) ? key.range?.[0] : undefined;
  return offset !== undefined && from <= offset && offset <= to;
}

function keyOf({ key }: Pair): unknown {
  return isScalar(key) ? key.value : key;
}

/** Values of all keys of the text, commented out or not, by their paths: `metallb.bgpPeers[].name`. */
export function valuesIn(text: string): ReadonlyMap<string, readonly unknown[]> {
  const inUse = text.replace(new RegExp(COMMENTED.source, 'gm'), '$1');
  const values = new Map<string, unknown[]>();
  addValues(parseDocument(inUse, { uniqueKeys: false }).contents, '', values);
  return values;
}

function addValues(node: unknown, path: string, values: Map<string, unknown[]>): void {
  if (isSeq(node)) for (const item of node.items) addValues(item, `${path}[]`, values);
  if (!isMap(node)) return;
  for (const pair of node.items) {
    const place = `${path === '' ? '' : `${path}.`}${String(keyOf(pair))}`;
    values.set(place, [...(values.get(place) ?? []), isScalar(pair.value) ? pair.value.value : pair.value]);
    addValues(pair.value, place, values);
  }
}

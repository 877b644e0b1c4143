import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isClusterName } from '../diagnostics/cluster-name';
import type { IndexEntry } from './index-entry';
import { isIndexEntry } from './index-entry';
import { indexFileOf, writeIndex } from './output/index-file';
import { writeAs } from './output/output-error';

type Entries = Readonly<Record<string, IndexEntry>>;

/**
 * What former runs wrote to an output folder. An entry counts only where a cluster's files still look as noted, so an
 * index that is missing, old, damaged, or of a killed run costs time and nothing else.
 */
export class FleetIndex {
  private readonly text: string | undefined;
  private readonly known: ReadonlyMap<string, IndexEntry>;
  private readonly changes = new Map<string, IndexEntry | undefined>();

  constructor(private readonly folder: string) {
    this.text = readText(folder);
    this.known = new Map(Object.entries(readEntries(this.text)));
  }

  entryOf(cluster: string): IndexEntry | undefined {
    return this.known.get(cluster);
  }

  /** All clusters that were there when this run began. */
  get clusters(): Iterable<readonly [string, IndexEntry]> {
    return this.known;
  }

  get hasChanged(): boolean {
    return this.changes.size > 0;
  }

  record(cluster: string, entry: IndexEntry): void {
    this.changes.set(cluster, entry);
  }

  forget(cluster: string): void {
    this.changes.set(cluster, undefined);
  }

  /** Adds the changes of this run to the present index: other runs may have added theirs meanwhile. */
  save(): void {
    const text = readText(this.folder);
    // Understanding the index of a thousand clusters takes longer than comparing it.
    const entries: Record<string, IndexEntry> =
      text === this.text ? Object.fromEntries(this.known) : { ...readEntries(text) };
    for (const [cluster, entry] of this.changes) {
      if (entry === undefined) delete entries[cluster];
      else entries[cluster] = entry;
    }
    writeAs(indexFileOf(this.folder), () => writeIndex(this.folder, seal(JSON.stringify(entries))));
  }
}

/** JSON whose second value counts only as it was written. */
function seal(entries: string): string {
  return `${head(entries)}${entries}${TAIL}`;
}

function head(entries: string): string {
  return `{"sha256":"${hash('sha256', entries, 'base64url')}","clusters":`;
}

const TAIL = '}\n';
const HEAD_LENGTH = head('').length;

/** Undefined where there is no index, or something else in its place. */
function readText(folder: string): string | undefined {
  try {
    return readFileSync(indexFileOf(folder), 'utf8');
  } catch {
    return undefined;
  }
}

function readEntries(text: string | undefined): Entries {
  if (text === undefined) return {};
  const entries = text.slice(HEAD_LENGTH, -TAIL.length);
  return text === seal(entries) ? parseEntries(entries) : {};
}

/** An index that another version has written, or that was forged, may have entries of any form. */
function parseEntries(text: string): Entries {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return {};
  }
  if (typeof parsed !== 'object' || parsed === null) return {};
  const valid = Object.entries(parsed).filter(([name, entry]) => isClusterName(name) && isIndexEntry(entry));
  return Object.fromEntries(valid);
}

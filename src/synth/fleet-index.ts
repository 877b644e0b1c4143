import { hash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics';
import { passingName } from './passing-files';

/** The index of an output folder. */
export const INDEX_FILE = '.netstack.json';

/** What a cluster's files were made from, and what they looked like then. */
export interface IndexEntry {
  /** The profile's path from the output folder. */
  readonly profile: string;
  /** Digest of the program, the profile and all else that decides what is written. */
  readonly inputs: string;
  /** The file that the profile extends. */
  readonly base?: { readonly file: string; readonly digest: string };
  /** The cluster's folder as it was written. */
  readonly state: string;
  /** What is to be said of the cluster whether it is written or not: warnings and hints. */
  readonly diagnostics: readonly Diagnostic[];
}

type Entries = Readonly<Record<string, IndexEntry>>;

/**
 * What runs before this one wrote to an output folder. It is only ever believed where a cluster's files still look
 * as noted, so an index that is missing, old, or of a run that was killed costs time and nothing else.
 */
export class FleetIndex {
  private readonly known: ReadonlyMap<string, IndexEntry>;
  private readonly changes = new Map<string, IndexEntry | undefined>();

  constructor(private readonly folder: string) {
    this.known = new Map(Object.entries(readEntries(folder)));
  }

  entryOf(cluster: string): IndexEntry | undefined {
    return this.known.get(cluster);
  }

  /** All clusters that were there when this run began. */
  get clusters(): Iterable<readonly [string, IndexEntry]> {
    return this.known;
  }

  record(cluster: string, entry: IndexEntry): void {
    this.changes.set(cluster, entry);
  }

  forget(cluster: string): void {
    this.changes.set(cluster, undefined);
  }

  /** Adds what this run did to what is there by now: other runs may have noted theirs meanwhile. */
  save(): void {
    if (this.changes.size === 0) return;
    const entries: Record<string, IndexEntry> = { ...readEntries(this.folder) };
    for (const [cluster, entry] of this.changes) {
      if (entry === undefined) delete entries[cluster];
      else entries[cluster] = entry;
    }
    const passing = join(this.folder, passingName('index'));
    try {
      writeFileSync(passing, sealed(JSON.stringify(entries)));
      renameSync(passing, join(this.folder, INDEX_FILE));
    } finally {
      rmSync(passing, { force: true });
    }
  }
}

/** JSON whose second value is taken as it was written or not at all. */
function sealed(entries: string): string {
  return `${head(entries)}${entries}${TAIL}`;
}

function head(entries: string): string {
  return `{"sha256":"${hash('sha256', entries, 'base64url')}","clusters":`;
}

const TAIL = '}\n';
const HEAD_LENGTH = head('').length;

/** None where there is no index, or something else in its place. */
function readEntries(folder: string): Entries {
  let text: string;
  try {
    text = readFileSync(join(folder, INDEX_FILE), 'utf8');
  } catch {
    return {};
  }
  const entries = text.slice(HEAD_LENGTH, -TAIL.length);
  return text === sealed(entries) ? (JSON.parse(entries) as Entries) : {};
}

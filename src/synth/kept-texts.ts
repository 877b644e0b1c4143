import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';

/** What rendering a part of a cluster resulted in. */
export interface KeptText {
  readonly content: string;
  /** The images that its objects run. */
  readonly images: readonly string[];
  readonly objectCount: number;
}

/** How much is kept of former runs: the parts of some dozens of clusters. */
const MAX_LENGTH = 4_000_000;

/**
 * What former runs of this program rendered, by all that decides it. A change of a profile changes one or two parts of its
 * cluster, such as MetalLB's pools. Loading cdk8s, and rendering all parts again, takes most of the time of writing one
 * cluster: 278 ms of processor time instead of 160.
 *
 * It lies beside the compiled code of this program. A damaged file, or one of another version, counts as none.
 */
export class KeptTexts {
  private readonly former: ReadonlyMap<string, KeptText>;
  private readonly used = new Map<string, KeptText>();
  private hasNew = false;

  /** @param code digest of this program */
  constructor(
    private readonly file: string,
    private readonly code: string,
  ) {
    this.former = read(file, code);
  }

  get(key: string): KeptText | undefined {
    const kept = this.used.get(key) ?? this.former.get(key);
    if (kept !== undefined) this.used.set(key, kept);
    return kept;
  }

  set(key: string, text: KeptText): void {
    this.used.set(key, text);
    this.hasNew = true;
  }

  /** Writes the file where there is something new: what this run has used, and as much of the rest as there is room for. */
  save(): void {
    if (!this.hasNew) return;
    const entries: [string, KeptText][] = [];
    let length = 0;
    for (const [key, text] of new Map([...this.used, ...this.former])) {
      length += key.length + text.content.length;
      if (length > MAX_LENGTH) break;
      entries.push([key, text]);
    }
    write(this.file, this.code, JSON.stringify(entries));
  }
}

function read(file: string, code: string): ReadonlyMap<string, KeptText> {
  try {
    const text = readFileSync(file, 'utf8');
    const end = text.indexOf('\n') + 1;
    const body = text.slice(end);
    if (text.slice(0, end) !== headOf(code, body)) return new Map();
    return new Map(JSON.parse(body) as [string, KeptText][]);
  } catch {
    return new Map();
  }
}

/** Where nothing can be written, such as in another user's folder, the next run renders again. */
function write(file: string, code: string, body: string): void {
  const partial = `${file}.${process.pid}.partial`;
  try {
    writeFileSync(partial, headOf(code, body) + body);
    renameSync(partial, file);
  } catch {
    rmSync(partial, { force: true });
  }
}

function headOf(code: string, body: string): string {
  return `${code} ${crc32(body).toString(16)}\n`;
}

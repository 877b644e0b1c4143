import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';

/** What rendering a part of a cluster resulted in. */
export interface KeptText {
  readonly content: string;
  /** The images that its objects run. */
  readonly images: readonly string[];
  readonly objectCount: number;
}

/** How much is kept: the different parts of about ten clusters. Each run reads all of it. */
const MAX_LENGTH = 1_000_000;

/** A line of the file: what is kept, with the length of its content in place of it. */
type IndexLine = readonly [key: string, images: readonly string[], objectCount: number, bytes: number];

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
    write(this.file, this.code, entries);
  }
}

/** An index in JSON on the second line, and all contents behind it: most of them are not read. */
function read(file: string, code: string): ReadonlyMap<string, KeptText> {
  try {
    const bytes = readFileSync(file);
    const start = bytes.indexOf('\n') + 1;
    const body = bytes.subarray(start);
    if (bytes.toString('latin1', 0, start) !== headOf(code, body)) return new Map();
    const end = body.indexOf('\n');
    return listTexts(JSON.parse(body.toString('utf8', 0, end)) as IndexLine[], body.subarray(end + 1));
  } catch {
    return new Map();
  }
}

function listTexts(index: readonly IndexLine[], contents: Buffer): ReadonlyMap<string, KeptText> {
  let end = 0;
  return new Map(
    index.map(([key, images, objectCount, bytes]) => {
      const start = end;
      end += bytes;
      const content = contents.subarray(start, end);
      return [
        key,
        {
          images,
          objectCount,
          get content() {
            return content.toString();
          },
        },
      ];
    }),
  );
}

/** Where nothing can be written, such as in another user's folder, the next run renders again. */
function write(file: string, code: string, texts: readonly (readonly [string, KeptText])[]): void {
  const contents = texts.map(([, { content }]) => Buffer.from(content));
  const index = texts.map(([key, { images, objectCount }], position): IndexLine => {
    return [key, images, objectCount, contents[position]?.length ?? 0];
  });
  const body = Buffer.concat([Buffer.from(`${JSON.stringify(index)}\n`), ...contents]);
  const partial = `${file}.${process.pid}.partial`;
  try {
    writeFileSync(partial, Buffer.concat([Buffer.from(headOf(code, body)), body]));
    renameSync(partial, file);
  } catch {
    rmSync(partial, { force: true });
  }
}

function headOf(code: string, body: Buffer): string {
  return `${code} ${crc32(body).toString(16)}\n`;
}

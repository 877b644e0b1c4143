import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** A file in a tar archive. */
export interface TarFile {
  /** Without `./` before it. */
  readonly name: string;
  readonly text: string;
}

/** What keeps an archive from being read to its end. */
export class DamagedTar extends Error {}

const BLOCK = 512;

/** Where a header has its fields: offset and end. @see https://www.gnu.org/software/tar/manual/html_node/Standard.html */
const NAME = [0, 100] as const;
const SIZE = [124, 136] as const;
const CHECKSUM = [148, 156] as const;
const TYPE = [156, 157] as const;

/** Links, devices and folders: a size that they have is not of anything in the archive. */
const WITHOUT_CONTENT = /^[1-6]$/;

/**
 * Files of a tar archive by their names; what is between them is skipped unread.
 *
 * @throws DamagedTar
 */
export function tarFiles(path: string, names: readonly string[]): readonly TarFile[] {
  const found: TarFile[] = [];
  const file = openSync(path, 'r');
  try {
    const { size: end } = fstatSync(file);
    if (end === 0) throw new DamagedTar('it is empty');
    for (let offset = 0; offset < end;) {
      const header = bytesAt(file, offset, BLOCK);
      if (header.length === BLOCK && header.every((byte) => byte === 0)) break;
      if (!isHeader(header)) throw new DamagedTar(offset === 0 ? 'it is no tar archive' : CUT_OFF);
      const [name, size] = [field(header, NAME).replace(/^\.\//, ''), sizeOf(header)];
      const content = offset + BLOCK;
      if (!(content + size <= end)) throw new DamagedTar(CUT_OFF);
      if (names.includes(name)) found.push({ name, text: bytesAt(file, content, size).toString('utf8') });
      offset = content + Math.ceil(size / BLOCK) * BLOCK;
    }
    return found;
  } finally {
    closeSync(file);
  }
}

const CUT_OFF = 'it is cut off, or damaged in the midst';

/** Whether the bytes add up to what they say: those of the sum itself count as blanks. */
function isHeader(header: Buffer): boolean {
  if (header.length < BLOCK) return false;
  const [start, end] = CHECKSUM;
  const blanks = Buffer.from(header).fill(' ', start, end);
  return blanks.reduce((sum, byte) => sum + byte, 0) === parseInt(field(header, CHECKSUM), 8);
}

/** In octal; what is too long for that in binary, marked by the first bit. NaN where it is neither. */
function sizeOf(header: Buffer): number {
  if (WITHOUT_CONTENT.test(field(header, TYPE))) return 0;
  const [start, end] = SIZE;
  const isBinary = ((header[start] ?? 0) & 0x80) !== 0;
  return isBinary ? Number(header.readBigUInt64BE(end - 8)) : parseInt(field(header, SIZE), 8);
}

function field(header: Buffer, [start, end]: readonly [number, number]): string {
  return header.subarray(start, end).toString('latin1').replace(/\0.*$/s, '').trim();
}

function bytesAt(file: number, offset: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  return buffer.subarray(0, readSync(file, buffer, 0, length, offset));
}

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** A file in a tar archive. */
export interface TarFile {
  /** Without `./` before it. */
  readonly name: string;
  readonly text: string;
}

/** A reason why an archive cannot be read to its end. */
export class DamagedTar extends Error {}

const BLOCK = 512;

/** Offset and end of the fields of a header. @see https://www.gnu.org/software/tar/manual/html_node/Standard.html */
const NAME = [0, 100] as const;
const SIZE = [124, 136] as const;
const CHECKSUM = [148, 156] as const;
const TYPE = [156, 157] as const;

/** Types of links, devices and folders. They have no content in the archive, whatever their size field contains. */
const WITHOUT_CONTENT = /^[1-6]$/;

/**
 * Reads files of a tar archive by their names. The rest of the archive is skipped.
 *
 * @throws DamagedTar
 */
export function readTarFiles(path: string, names: readonly string[]): readonly TarFile[] {
  const found: TarFile[] = [];
  const file = openSync(path, 'r');
  try {
    const { size: end } = fstatSync(file);
    if (end === 0) throw new DamagedTar('it is empty');
    for (let offset = 0; offset < end;) {
      const header = readBytes(file, offset, BLOCK);
      if (header.length === BLOCK && header.every((byte) => byte === 0)) break;
      if (!isHeader(header)) throw new DamagedTar(offset === 0 ? 'it is not a tar archive' : CUT_OFF);
      const [name, size] = [readField(header, NAME).replace(/^\.\//, ''), readSize(header)];
      const content = offset + BLOCK;
      if (!(content + size <= end)) throw new DamagedTar(CUT_OFF);
      if (names.includes(name)) found.push({ name, text: readBytes(file, content, size).toString('utf8') });
      offset = content + Math.ceil(size / BLOCK) * BLOCK;
    }
    return found;
  } finally {
    closeSync(file);
  }
}

const CUT_OFF = 'it is truncated or damaged';

/** Whether the checksum is right. Its own bytes count as blanks. */
function isHeader(header: Buffer): boolean {
  if (header.length < BLOCK) return false;
  const [start, end] = CHECKSUM;
  const blanks = Buffer.from(header).fill(' ', start, end);
  return blanks.reduce((sum, byte) => sum + byte, 0) === parseInt(readField(header, CHECKSUM), 8);
}

/** The size field is octal, or binary with the first bit set. Returns NaN if it is neither. */
function readSize(header: Buffer): number {
  if (WITHOUT_CONTENT.test(readField(header, TYPE))) return 0;
  const [start, end] = SIZE;
  const isBinary = ((header[start] ?? 0) & 0x80) !== 0;
  return isBinary ? Number(header.readBigUInt64BE(end - 8)) : parseInt(readField(header, SIZE), 8);
}

function readField(header: Buffer, [start, end]: readonly [number, number]): string {
  return header.subarray(start, end).toString('latin1').replace(/\0.*$/s, '').trim();
}

function readBytes(file: number, offset: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  return buffer.subarray(0, readSync(file, buffer, 0, length, offset));
}

/** One question of a DNS query. */
export interface Question {
  /** In small letters, without a dot at the end. */
  readonly name: string;
  readonly type: number;
  /** The question as it came, for the reply. */
  readonly bytes: Buffer;
}

export interface Query {
  readonly id: number;
  readonly question: Question;
}

/** Types of records. @see https://www.iana.org/assignments/dns-parameters */
export const RECORD_TYPE = { A: 1, AAAA: 28 } as const;

/** Response codes. */
export const CODE = { ok: 0, unknownName: 3 } as const;

const HEADER_BYTES = 12;
const INTERNET = 1;

/** Seconds that an answer may be kept: a lab changes quickly. */
const TTL = 5;

/** Flags: a response, authoritative, recursion available. */
const RESPONSE = 0x8480;
const RECURSION_DESIRED = 0x0100;
const IS_RESPONSE = 0x8000;

/** Reads a query; undefined where it is none. @see https://www.rfc-editor.org/rfc/rfc1035#section-4 */
export function readQuery(message: Buffer): Query | undefined {
  if (message.length < HEADER_BYTES || message.readUInt16BE(4) !== 1) return undefined;
  if ((message.readUInt16BE(2) & IS_RESPONSE) !== 0) return undefined;
  const labels: string[] = [];
  let offset = HEADER_BYTES;
  for (;;) {
    const length = message[offset];
    if (length === undefined || length > 63 || offset + length + 5 > message.length) return undefined;
    offset += 1;
    if (length === 0) break;
    labels.push(message.toString('latin1', offset, offset + length));
    offset += length;
  }
  const bytes = message.subarray(HEADER_BYTES, offset + 4);
  const question = { name: labels.join('.').toLowerCase(), type: message.readUInt16BE(offset), bytes };
  return { id: message.readUInt16BE(0), question };
}

/**
 * Writes the answer to a query.
 *
 * @param addresses of the question's type, in bytes
 */
export function writeAnswer({ id, question }: Query, code: number, addresses: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt16BE(id, 0);
  header.writeUInt16BE(RESPONSE | RECURSION_DESIRED | code, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(addresses.length, 6);
  return Buffer.concat([
    header,
    question.bytes,
    ...addresses.map((address) => record(question.type, address)),
  ]);
}

/** The name is the question's, which is right behind the header. */
function record(type: number, address: Buffer): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc000 | HEADER_BYTES, 0);
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(INTERNET, 4);
  head.writeUInt32BE(TTL, 6);
  head.writeUInt16BE(address.length, 10);
  return Buffer.concat([head, address]);
}

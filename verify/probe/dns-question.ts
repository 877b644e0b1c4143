/** One DNS question for an IPv4 address, recursion wanted, as bytes. */
export function dnsQuestion(name: string): Uint8Array {
  const labels = name.split('.').filter((label) => label !== '');
  const question = labels.flatMap((label) => [label.length, ...Buffer.from(label, 'ascii')]);
  return Uint8Array.from([...HEADER, ...question, 0, 0, 1, 0, 1]);
}

/** Number 0x4e53, a question with recursion, one name asked for. */
const HEADER = [0x4e, 0x53, 0x01, 0x00, 0, 1, 0, 0, 0, 0, 0, 0];

/** What an answer says of the question. */
export interface DnsAnswer {
  /** `NOERROR`, `NXDOMAIN`, `SERVFAIL`; undefined where it is none of ours. */
  readonly code: string;
  /** IPv4 addresses. */
  readonly addresses: readonly string[];
}

const CODES = ['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED'];

/** Reads an answer to `dnsQuestion`; undefined where the bytes are none. */
export function dnsAnswer(bytes: Uint8Array): DnsAnswer | undefined {
  const [first, second, , flags = 0, , , , count = 0] = bytes;
  if (bytes.length < HEADER.length || first !== HEADER[0] || second !== HEADER[1]) return undefined;
  const addresses: string[] = [];
  let at = afterName(bytes, HEADER.length) + 4;
  for (let index = 0; index < count && at < bytes.length; index += 1) {
    at = afterName(bytes, at);
    const [, type = 0] = bytes.subarray(at);
    const length = ((bytes[at + 8] ?? 0) << 8) + (bytes[at + 9] ?? 0);
    const data = bytes.subarray(at + 10, at + 10 + length);
    if (type === 1 && length === 4) addresses.push(data.join('.'));
    at += 10 + length;
  }
  const code = flags & 0x0f;
  return { code: CODES[code] ?? `code ${code}`, addresses };
}

/** Names end with an empty label, or with a pointer to one that stands further up. */
function afterName(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length) {
    const length = bytes[at] ?? 0;
    if (length === 0) return at + 1;
    if (length >= 0xc0) return at + 2;
    at += length + 1;
  }
  return at;
}

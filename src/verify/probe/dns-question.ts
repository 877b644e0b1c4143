import type { DecodedPacket } from 'dns-packet';
import { decode, encode, RECURSION_DESIRED } from 'dns-packet';
import { canonicalize } from '../readings';

/** Record types that contain an address. */
export type AddressType = 'A' | 'AAAA';

/** Transaction ID, which the answer repeats. */
const ID = 0x4e53;

/** Encodes a DNS query for addresses, with recursion desired. */
export function encodeQuestion(name: string, type: AddressType = 'A'): Uint8Array {
  return encode({ type: 'query', id: ID, flags: RECURSION_DESIRED, questions: [{ type, name }] });
}

/** A DNS answer. */
export interface DnsAnswer {
  /** `NOERROR`, `NXDOMAIN`, `SERVFAIL`. */
  readonly code: string;
  /** Of both families. */
  readonly addresses: readonly string[];
}

/** Decodes the answer to `encodeQuestion`; undefined where the bytes are no answer. */
export function decodeAnswer(bytes: Uint8Array): DnsAnswer | undefined {
  const packet = decodePacket(bytes);
  if (packet?.type !== 'response' || packet.id !== ID) return undefined;
  const addresses = (packet.answers ?? []).flatMap((record) =>
    record.type === 'A' || record.type === 'AAAA' ? [canonicalize(record.data)] : [],
  );
  return { code: packet.rcode, addresses };
}

/** The library's type lacks the response code. */
type Packet = DecodedPacket & { readonly rcode: string };

/** The library throws at bytes that are not a DNS message. */
function decodePacket(bytes: Uint8Array): Packet | undefined {
  try {
    return decode(Buffer.from(bytes)) as Packet;
  } catch {
    return undefined;
  }
}

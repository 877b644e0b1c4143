import type { DecodedPacket } from 'dns-packet';
import { decode, encode, RECURSION_DESIRED } from 'dns-packet';
import { canonical } from '../readings';

/** Types of records that hold an address. */
export type AddressType = 'A' | 'AAAA';

/** Number of the question, by which its answer is known. */
const ID = 0x4e53;

/** One DNS question for addresses, recursion wanted, as bytes. */
export function dnsQuestion(name: string, type: AddressType = 'A'): Uint8Array {
  return encode({ type: 'query', id: ID, flags: RECURSION_DESIRED, questions: [{ type, name }] });
}

/** What an answer says of the question. */
export interface DnsAnswer {
  /** `NOERROR`, `NXDOMAIN`, `SERVFAIL`. */
  readonly code: string;
  /** Of both families. */
  readonly addresses: readonly string[];
}

/** Reads an answer to `dnsQuestion`; undefined where the bytes are none. */
export function dnsAnswer(bytes: Uint8Array): DnsAnswer | undefined {
  const packet = decoded(bytes);
  if (packet?.type !== 'response' || packet.id !== ID) return undefined;
  const addresses = (packet.answers ?? []).flatMap((record) =>
    record.type === 'A' || record.type === 'AAAA' ? [canonical(record.data)] : [],
  );
  return { code: packet.rcode, addresses };
}

/** As the library has it; its types leave the code out. */
type Packet = DecodedPacket & { readonly rcode: string };

/** The library throws at bytes that are no message. */
function decoded(bytes: Uint8Array): Packet | undefined {
  try {
    return decode(Buffer.from(bytes)) as Packet;
  } catch {
    return undefined;
  }
}

import type { Answer, DecodedPacket, Question } from 'dns-packet';
import { AUTHORITATIVE_ANSWER, decode, encode, RECURSION_AVAILABLE, TRUNCATED_RESPONSE } from 'dns-packet';
import type { Address } from '../../address';

/** A question that somebody asks. */
export interface DnsQuery {
  readonly id: number;
  /** As it was asked, for the reply. */
  readonly question: Question;
  /** Flags that the reply repeats. */
  readonly flags: number;
  /** The largest reply that its sender takes over UDP, in bytes, where it says so (EDNS). */
  readonly udpSize?: number;
}

/** Response codes. @see https://www.iana.org/assignments/dns-parameters */
export const CODE = { ok: 0, serverFailure: 2, unknownName: 3 } as const;

/** How a message travels. */
export type Transport = 'udp' | 'tcp';

/** Seconds that an answer may be kept: a lab changes quickly. */
const TTL = 5;

/** What every resolver takes over UDP. @see https://www.rfc-editor.org/rfc/rfc1035#section-4.2.1 */
const LEAST_UDP = 512;

/** What is sent over UDP at most, whatever the sender takes: it fits every LAN. */
const MOST_UDP = 1232;

const MOST_TCP = 65_535;

/** Whether recursion is wanted. */
const RECURSION_DESIRED = 0x0100;

/** Reads a query; undefined where it is none. */
export function readQuery(message: Buffer): DnsQuery | undefined {
  const packet = decoded(message);
  const [question, ...others] = packet?.questions ?? [];
  if (packet?.type !== 'query' || question === undefined || others.length > 0) return undefined;
  const { id = 0, flags = 0, additionals = [] } = packet;
  const edns = additionals.find((one) => one.type === 'OPT');
  return {
    ...{ id, question, flags: flags & RECURSION_DESIRED },
    ...(edns?.type === 'OPT' && { udpSize: edns.udpPayloadSize }),
  };
}

/** The library throws at bytes that are no message. */
function decoded(message: Buffer): DecodedPacket | undefined {
  try {
    return decode(message);
  } catch {
    return undefined;
  }
}

/**
 * Writes the answer to a query. One that does not fit is sent without its records and marked, so that the sender asks
 * again over TCP.
 */
export function writeAnswer(
  query: DnsQuery,
  code: number,
  addresses: readonly Address[],
  transport: Transport,
): Buffer {
  const whole = response(query, code, addresses);
  const limit = transport === 'tcp' ? MOST_TCP : Math.min(Math.max(query.udpSize ?? 0, LEAST_UDP), MOST_UDP);
  return whole.length <= limit ? whole : response(query, code | TRUNCATED_RESPONSE, []);
}

function response(
  { id, question, flags, udpSize }: DnsQuery,
  code: number,
  addresses: readonly Address[],
): Buffer {
  return encode({
    ...{ type: 'response', id, flags: flags | AUTHORITATIVE_ANSWER | RECURSION_AVAILABLE | code },
    questions: [question],
    answers: addresses.map((address) => record(question.name, address)),
    ...(udpSize !== undefined && { additionals: [EDNS] }),
  });
}

function record(name: string, address: Address): Answer {
  return { name, type: typeOf(address), ttl: TTL, data: address.toString() };
}

/** The type of the records that hold an address. */
export function typeOf({ family }: Address): 'A' | 'AAAA' {
  return family === 4 ? 'A' : 'AAAA';
}

/** Whoever speaks EDNS is answered in it. @see https://www.rfc-editor.org/rfc/rfc6891#section-6.1.1 */
const EDNS: Answer = {
  ...{ type: 'OPT', name: '.', udpPayloadSize: MOST_UDP, extendedRcode: 0, ednsVersion: 0 },
  ...{ flags: 0, flag_do: false, options: [] },
};

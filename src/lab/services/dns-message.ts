import type { Answer, DecodedPacket, Question } from 'dns-packet';
import { AUTHORITATIVE_ANSWER, decode, encode, RECURSION_AVAILABLE, TRUNCATED_RESPONSE } from 'dns-packet';
import type { Address } from '../../address';

/** A DNS query with one question. */
export interface DnsQuery {
  readonly id: number;
  /** The question as received, for the reply. */
  readonly question: Question;
  /** Flags that the reply repeats. */
  readonly flags: number;
  /** The largest reply over UDP that the client accepts, in bytes (EDNS). */
  readonly udpSize?: number;
}

/** Response codes. @see https://www.iana.org/assignments/dns-parameters */
export const CODE = { ok: 0, serverFailure: 2, unknownName: 3 } as const;

/** The transport protocol of a message. */
export type Transport = 'udp' | 'tcp';

/** TTL of answers in seconds. */
const TTL = 5;

/** The size that every resolver accepts over UDP, in bytes. @see https://www.rfc-editor.org/rfc/rfc1035#section-4.2.1 */
const LEAST_UDP = 512;

/** The largest reply over UDP, in bytes, whatever the client accepts: it fits the MTU of every LAN. */
const MOST_UDP = 1232;

const MOST_TCP = 65_535;

/** The flag RD. */
const RECURSION_DESIRED = 0x0100;

/** Parses a query; returns undefined for any other message. */
export function parseQuery(message: Buffer): DnsQuery | undefined {
  const packet = tryDecode(message);
  const [question, ...others] = packet?.questions ?? [];
  if (packet?.type !== 'query' || question === undefined || others.length > 0) return undefined;
  const { id = 0, flags = 0, additionals = [] } = packet;
  const edns = additionals.find((one) => one.type === 'OPT');
  return {
    ...{ id, question, flags: flags & RECURSION_DESIRED },
    ...(edns?.type === 'OPT' && { udpSize: edns.udpPayloadSize }),
  };
}

/** The library throws on bytes that are not a DNS message. */
function tryDecode(message: Buffer): DecodedPacket | undefined {
  try {
    return decode(message);
  } catch {
    return undefined;
  }
}

/**
 * Encodes the answer to a query. An answer that is too long is truncated (TC), so that the client retries over TCP.
 */
export function encodeAnswer(
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

/** The record type of an address. */
export function typeOf({ family }: Address): 'A' | 'AAAA' {
  return family === 4 ? 'A' : 'AAAA';
}

/** The reply to an EDNS query is in EDNS. @see https://www.rfc-editor.org/rfc/rfc6891#section-6.1.1 */
const EDNS: Answer = {
  ...{ type: 'OPT', name: '.', udpPayloadSize: MOST_UDP, extendedRcode: 0, ednsVersion: 0 },
  ...{ flags: 0, flag_do: false, options: [] },
};

import { Address, Cidr, contains } from '../../address';
import type { Packet } from './packet';
import { listEchoNames, listProtocolNames } from './packet';
import type { MatchResult, PacketState, FirewallVerdict } from './ruleset';
import { combineMet, negateMet } from './ruleset';

/** One statement of a rule in nft's JSON: a condition, an action or a verdict. */
export type NftExpression = Readonly<Record<string, unknown>>;

interface Match {
  readonly op: string;
  readonly left: NftExpression;
  readonly right: unknown;
}

interface VerdictMap {
  readonly key: NftExpression;
  readonly data: { readonly set?: readonly (readonly [unknown, NftExpression])[] } | string;
}

/** Statements that are not conditions. */
const UNCONDITIONAL = new Set([
  ...['counter', 'log', 'accept', 'drop', 'reject', 'return', 'jump', 'goto', 'vmap', 'mangle', 'notrack'],
]);

/** Whether a packet matches all conditions of a rule. */
export function evaluateExpressions(parts: readonly NftExpression[], passage: PacketState): MatchResult {
  return combineMet(
    parts.map((part) => {
      const match = part['match'] as Match | undefined;
      if (match !== undefined) return evaluateMatch(match, passage);
      return Object.keys(part).every((key) => UNCONDITIONAL.has(key)) ? true : undefined;
    }),
  );
}

/** The verdict of a rule for a packet that matches its conditions. */
export function findVerdict(parts: readonly NftExpression[], passage: PacketState): FirewallVerdict {
  for (const part of parts) {
    const map = part['vmap'] as VerdictMap | undefined;
    const verdict = map === undefined ? parseVerdict(part) : lookUpVerdict(map, passage);
    if (verdict !== undefined) return verdict;
  }
  return { kind: 'other' };
}

function parseVerdict(part: NftExpression): FirewallVerdict | undefined {
  if ('accept' in part || 'queue' in part) return { kind: 'accept' };
  if ('drop' in part || 'reject' in part) return { kind: 'drop' };
  if ('return' in part) return { kind: 'return' };
  for (const kind of ['jump', 'goto'] as const) {
    const called = part[kind] as { readonly target?: string } | undefined;
    if (called?.target !== undefined) return { kind, chain: called.target };
  }
  return undefined;
}

/** A verdict map that cannot be evaluated may accept the packet. */
function lookUpVerdict({ key, data }: VerdictMap, { packet }: PacketState): FirewallVerdict | undefined {
  if (typeof data === 'string' || data.set === undefined) return { kind: 'accept' };
  for (const [value, verdict] of data.set) {
    const matches = equals(key, value, packet);
    if (matches === undefined) return { kind: 'accept' };
    if (matches) return parseVerdict(verdict);
  }
  return undefined;
}

function evaluateMatch({ op, left, right }: Match, { packet }: PacketState): MatchResult {
  if (!['==', '!=', 'in'].includes(op)) return undefined;
  return negateMet(equals(left, right, packet), op === '!=');
}

/** Whether the packet's field equals the value, or is among the values. */
function equals(left: NftExpression, right: unknown, packet: Packet): MatchResult {
  const values = isSet(right) ? right.set : Array.isArray(right) ? (right as readonly unknown[]) : [right];
  if (typeof right === 'string' && right.startsWith('@')) return undefined;
  const test = findFieldTest(left);
  if (test === undefined) return undefined;
  const answers = values.map((value) => test(unwrapElement(value), packet));
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}

function isSet(value: unknown): value is { readonly set: readonly unknown[] } {
  return typeof value === 'object' && value !== null && Array.isArray((value as { set?: unknown }).set);
}

/** A set element may be wrapped with a comment or a counter. */
function unwrapElement(value: unknown): unknown {
  const element = (value as { readonly elem?: { readonly val?: unknown } } | null)?.elem;
  return element?.val ?? value;
}

type FieldTest = (value: unknown, packet: Packet) => MatchResult;

/** The test for a field of the packet; undefined for fields that are not known. */
function findFieldTest(left: NftExpression): FieldTest | undefined {
  const { meta, payload, ct } = left as {
    readonly meta?: { readonly key: string };
    readonly payload?: { readonly protocol?: string; readonly field?: string };
    readonly ct?: { readonly key: string };
  };
  if (ct?.key === 'state') return (value) => value === 'new';
  if (meta !== undefined) return META[meta.key];
  return payload === undefined ? undefined : findPayloadTest(payload.protocol ?? '', payload.field ?? '');
}

const META: Readonly<Record<string, FieldTest | undefined>> = {
  iifname: (value, { inDevice }) => isDevice(value, inDevice),
  iif: (value, { inDevice }) => isDevice(value, inDevice),
  oifname: (value, { outDevice }) => isDevice(value, outDevice),
  oif: (value, { outDevice }) => isDevice(value, outDevice),
  l4proto: (value, packet) => listProtocolNames(packet).includes(String(value)),
  nfproto: (value, { source }) => value === (source.family === 4 ? 'ipv4' : 'ipv6'),
  protocol: (value, { source }) => value === (source.family === 4 ? 'ip' : 'ip6'),
  pkttype: (value) => value === 'unicast' || value === 'host',
};

function findPayloadTest(protocol: string, field: string): FieldTest | undefined {
  if (protocol === 'ip' || protocol === 'ip6') return findAddressTest(protocol === 'ip' ? 4 : 6, field);
  if (protocol === 'icmp' || protocol === 'icmpv6') return findIcmpTest(protocol, field);
  if (field !== 'dport')
    return protocol === 'udp' || protocol === 'tcp' ? createUnknownTest(protocol) : undefined;
  return (value, packet) =>
    packet.protocol !== 'icmp' &&
    (protocol === packet.protocol || protocol === 'th') &&
    isPort(value, packet.port);
}

/** ICMP packets are echo requests; the result for other fields than the type is unknown. */
function findIcmpTest(protocol: 'icmp' | 'icmpv6', field: string): FieldTest {
  return (value, packet) => {
    const isIcmp = packet.protocol === 'icmp' && (packet.source.family === 4) === (protocol === 'icmp');
    if (!isIcmp) return false;
    return field === 'type' ? listEchoNames(packet.source.family).includes(String(value)) : undefined;
  };
}

/** The result for an unknown field is unknown, except that packets of another protocol do not have it. */
function createUnknownTest(protocol: string): FieldTest {
  return (_value, packet) => (packet.protocol === protocol ? undefined : false);
}

function findAddressTest(family: 4 | 6, field: string): FieldTest | undefined {
  if (field === 'protocol' || field === 'nexthdr')
    return (value, packet) =>
      packet.source.family === family && listProtocolNames(packet).includes(String(value));
  if (field !== 'saddr' && field !== 'daddr') return undefined;
  return (value, { source, destination }) => isIn(value, field === 'saddr' ? source : destination);
}

/** A `*` at the end matches any suffix. */
function isDevice(value: unknown, device: string | undefined): boolean {
  if (device === undefined || typeof value !== 'string') return false;
  return value.endsWith('*') ? device.startsWith(value.slice(0, -1)) : value === device;
}

function isPort(value: unknown, port: number): MatchResult {
  const [first, last] = readRange(value) ?? [value, value];
  if (typeof first !== 'number' || typeof last !== 'number') return undefined;
  return first <= port && port <= last;
}

function isIn(value: unknown, address: Address): MatchResult {
  const { prefix } = (value ?? {}) as { readonly prefix?: { readonly addr: string; readonly len: number } };
  if (prefix !== undefined) return contains(Cidr.parse(`${prefix.addr}/${prefix.len}`), address);
  const [first, last] = (readRange(value) ?? [value, value]).map((one) =>
    typeof one === 'string' ? Address.find(one) : undefined,
  );
  if (first === undefined || last === undefined) return undefined;
  return first.family === address.family && first.value <= address.value && address.value <= last.value;
}

function readRange(value: unknown): readonly unknown[] | undefined {
  return ((value ?? {}) as { readonly range?: readonly unknown[] }).range;
}

import { Address, Cidr, contains } from '../../address';
import type { Packet } from './packet';
import type { Met, Passage, Verdict } from './ruleset';
import { allMet, negated } from './ruleset';

/** One part of a rule as nft writes it in JSON: a condition, something that it does, or what becomes of the packet. */
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

/** Parts that ask nothing. */
const ASKS_NOTHING = new Set([
  ...['counter', 'log', 'accept', 'drop', 'reject', 'return', 'jump', 'goto', 'vmap', 'mangle', 'notrack'],
]);

/** Whether a packet meets all conditions of a rule. */
export function nftMet(parts: readonly NftExpression[], passage: Passage): Met {
  return allMet(
    parts.map((part) => {
      const match = part['match'] as Match | undefined;
      if (match !== undefined) return matched(match, passage);
      return Object.keys(part).every((key) => ASKS_NOTHING.has(key)) ? true : undefined;
    }),
  );
}

/** What becomes of a packet that meets them. */
export function nftVerdict(parts: readonly NftExpression[], passage: Passage): Verdict {
  for (const part of parts) {
    const map = part['vmap'] as VerdictMap | undefined;
    const verdict = map === undefined ? plainVerdict(part) : mappedVerdict(map, passage);
    if (verdict !== undefined) return verdict;
  }
  return { kind: 'other' };
}

function plainVerdict(part: NftExpression): Verdict | undefined {
  if ('accept' in part || 'queue' in part) return { kind: 'accept' };
  if ('drop' in part || 'reject' in part) return { kind: 'drop' };
  if ('return' in part) return { kind: 'return' };
  for (const kind of ['jump', 'goto'] as const) {
    const called = part[kind] as { readonly target?: string } | undefined;
    if (called?.target !== undefined) return { kind, chain: called.target };
  }
  return undefined;
}

/** A map that cannot be told may let the packet through. */
function mappedVerdict({ key, data }: VerdictMap, { packet }: Passage): Verdict | undefined {
  if (typeof data === 'string' || data.set === undefined) return { kind: 'accept' };
  for (const [value, verdict] of data.set) {
    const met = equals(key, value, packet);
    if (met === undefined) return { kind: 'accept' };
    if (met) return plainVerdict(verdict);
  }
  return undefined;
}

function matched({ op, left, right }: Match, { packet }: Passage): Met {
  if (!['==', '!=', 'in'].includes(op)) return undefined;
  return negated(equals(left, right, packet), op === '!=');
}

/** Whether what is asked of the packet is the value, or among the values. */
function equals(left: NftExpression, right: unknown, packet: Packet): Met {
  const values = isSet(right) ? right.set : Array.isArray(right) ? (right as readonly unknown[]) : [right];
  if (typeof right === 'string' && right.startsWith('@')) return undefined;
  const ask = askOf(left);
  if (ask === undefined) return undefined;
  const answers = values.map((value) => ask(elementOf(value), packet));
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}

function isSet(value: unknown): value is { readonly set: readonly unknown[] } {
  return typeof value === 'object' && value !== null && Array.isArray((value as { set?: unknown }).set);
}

/** An element may have a comment or a counter around it. */
function elementOf(value: unknown): unknown {
  const element = (value as { readonly elem?: { readonly val?: unknown } } | null)?.elem;
  return element?.val ?? value;
}

type Ask = (value: unknown, packet: Packet) => Met;

/** How a part of the packet is compared; undefined where nobody can tell what it is. */
function askOf(left: NftExpression): Ask | undefined {
  const { meta, payload, ct } = left as {
    readonly meta?: { readonly key: string };
    readonly payload?: { readonly protocol?: string; readonly field?: string };
    readonly ct?: { readonly key: string };
  };
  if (ct?.key === 'state') return (value) => value === 'new';
  if (meta !== undefined) return META[meta.key];
  return payload === undefined ? undefined : payloadAsk(payload.protocol ?? '', payload.field ?? '');
}

const META: Readonly<Record<string, Ask | undefined>> = {
  iifname: (value, { inDevice }) => isDevice(value, inDevice),
  iif: (value, { inDevice }) => isDevice(value, inDevice),
  oifname: (value, { outDevice }) => isDevice(value, outDevice),
  oif: (value, { outDevice }) => isDevice(value, outDevice),
  l4proto: (value, { protocol }) => value === protocol || value === { tcp: 6, udp: 17 }[protocol],
  nfproto: (value, { source }) => value === (source.family === 4 ? 'ipv4' : 'ipv6'),
  protocol: (value, { source }) => value === (source.family === 4 ? 'ip' : 'ip6'),
  pkttype: (value) => value === 'unicast' || value === 'host',
};

function payloadAsk(protocol: string, field: string): Ask | undefined {
  if (protocol === 'ip' || protocol === 'ip6') return addressAsk(protocol === 'ip' ? 4 : 6, field);
  if (protocol === 'icmp' || protocol === 'icmpv6') return () => false;
  if (field !== 'dport') return protocol === 'udp' || protocol === 'tcp' ? otherField(protocol) : undefined;
  return (value, packet) => (protocol === packet.protocol || protocol === 'th') && isPort(value, packet.port);
}

/** Nobody can tell a field that is not known, except that another protocol does not have it. */
function otherField(protocol: string): Ask {
  return (_value, packet) => (packet.protocol === protocol ? undefined : false);
}

function addressAsk(family: 4 | 6, field: string): Ask | undefined {
  if (field === 'protocol' || field === 'nexthdr')
    return (value, { protocol, source }) => source.family === family && value === protocol;
  if (field !== 'saddr' && field !== 'daddr') return undefined;
  return (value, { source, destination }) => isIn(value, field === 'saddr' ? source : destination);
}

/** A `*` at the end stands for whatever follows. */
function isDevice(value: unknown, device: string | undefined): boolean {
  if (device === undefined || typeof value !== 'string') return false;
  return value.endsWith('*') ? device.startsWith(value.slice(0, -1)) : value === device;
}

function isPort(value: unknown, port: number): Met {
  const [first, last] = rangeOf(value) ?? [value, value];
  if (typeof first !== 'number' || typeof last !== 'number') return undefined;
  return first <= port && port <= last;
}

function isIn(value: unknown, address: Address): Met {
  const { prefix } = (value ?? {}) as { readonly prefix?: { readonly addr: string; readonly len: number } };
  if (prefix !== undefined) return contains(Cidr.parse(`${prefix.addr}/${prefix.len}`), address);
  const [first, last] = (rangeOf(value) ?? [value, value]).map((one) =>
    typeof one === 'string' ? Address.find(one) : undefined,
  );
  if (first === undefined || last === undefined) return undefined;
  return first.family === address.family && first.value <= address.value && address.value <= last.value;
}

function rangeOf(value: unknown): readonly unknown[] | undefined {
  return ((value ?? {}) as { readonly range?: readonly unknown[] }).range;
}

import { Address, Cidr, contains } from '../../address';
import { listEchoNames, listProtocolNames } from './packet';
import type { MatchResult, PacketState } from './ruleset';
import { combineMet, negateMet } from './ruleset';

/** A condition of a rule: an option, whether it is negated, and its value. */
interface Condition {
  readonly option: string;
  readonly negate: boolean;
  readonly value: string;
}

/** Whether a packet matches the words of a rule between its chain and its target. */
export function evaluateConditions(words: readonly string[], passage: PacketState): MatchResult {
  return combineMet(parseConditions(words).map((condition) => matches(condition, passage)));
}

/** Options without a value. */
const BARE = new Set([
  '--syn',
  '--physdev-is-bridged',
  '--physdev-is-in',
  '--physdev-is-out',
  '--fragment',
  '-f',
]);

function parseConditions(words: readonly string[]): readonly Condition[] {
  const conditions: Condition[] = [];
  let negate = false;
  for (let index = 0; index < words.length; index += 1) {
    const option = words[index] ?? '';
    if (option === '!') {
      negate = true;
      continue;
    }
    const bare = BARE.has(option);
    conditions.push({ option, negate, value: bare ? '' : (words[index + 1] ?? '') });
    // --tcp-flags has a second value.
    index += bare ? 0 : option === '--tcp-flags' ? 2 : 1;
    negate = false;
  }
  return conditions;
}

function matches({ option, negate, value }: Condition, passage: PacketState): MatchResult {
  const test = TESTS[option];
  return test === undefined ? undefined : negateMet(test(value, passage), negate);
}

type Test = (value: string, passage: PacketState) => MatchResult;

/** The test of each option. Options that are not listed have an unknown result. */
const TESTS: Readonly<Record<string, Test>> = {
  // The module's name is not a condition by itself; its options are.
  '-m': (value) => (['recent', 'limit', 'hashlimit', 'time', 'statistic'].includes(value) ? undefined : true),
  '--comment': () => true,
  '--nfacct-name': () => true,
  '-s': (value, { packet }) => isIn(value, packet.source),
  '-d': (value, { packet }) => isIn(value, packet.destination),
  '-i': (value, { packet }) => isDevice(value, packet.inDevice),
  '-o': (value, { packet }) => isDevice(value, packet.outDevice),
  '-p': (value, { packet }) => value === 'all' || listProtocolNames(packet).includes(value),
  '--dport': (value, { packet }) => isPort(value, packet.port),
  '--dports': (value, { packet }) => value.split(',').some((part) => isPort(part, packet.port)),
  '--ports': (value, { packet }) =>
    value.split(',').some((part) => isPort(part, packet.port)) ? true : undefined,
  '--ctstate': (value) => value.split(',').includes('NEW'),
  '--state': (value) => value.split(',').includes('NEW'),
  '--dst-type': (value, { packet }) =>
    value === 'LOCAL' ? packet.outDevice === undefined : value === 'UNICAST' ? undefined : false,
  '--src-type': (value, { packet }) => (value === 'LOCAL' ? packet.inDevice === undefined : undefined),
  '--pkt-type': (value) => value === 'unicast',
  '--physdev-is-bridged': () => false,
  '--icmp-type': isEcho,
  '--icmpv6-type': isEcho,
  '--mark': (value, { mark }) => isMark(value, mark),
  '--syn': (_value, { packet }) => packet.protocol === 'tcp',
};

/** ICMP packets are echo requests. */
function isEcho(value: string, { packet }: PacketState): MatchResult {
  return packet.protocol === 'icmp' && listEchoNames(packet.source.family).includes(value);
}

function isIn(text: string, address: Address): boolean {
  const single = Address.find(text);
  if (single !== undefined) return single.equals(address);
  return contains(Cidr.parse(text), address);
}

/** A `+` at the end matches any suffix. */
function isDevice(text: string, device: string | undefined): boolean {
  if (device === undefined) return false;
  return text.endsWith('+') ? device.startsWith(text.slice(0, -1)) : device === text;
}

function isPort(text: string, port: number): boolean {
  const [first = 0, last = first] = text.split(':').map(Number);
  return first <= port && port <= last;
}

function isMark(text: string, mark: number | undefined): MatchResult {
  if (mark === undefined) return undefined;
  const [value = 0, mask = 0xffffffff] = text.split('/').map(Number);
  return (mark & mask) >>> 0 === value;
}

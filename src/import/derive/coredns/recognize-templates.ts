import { RECORD_TYPES, simplifyRecordData } from '../../../languages/record-data';
import type { RecordType } from '../../../languages/record-data';
import type { HostValues } from './recognize';
import { unescapeRegex } from './recognize';
import type { Words } from './corefile-words';

/** A record as the profile has it. */
export interface RecordValues {
  readonly name: string;
  readonly type: RecordType;
  readonly data: string[];
  readonly ttlSeconds: number;
}

/** The template of a profile for every name below a zone. */
export interface WildcardValues {
  readonly addresses: string[];
  readonly ttlSeconds: number;
  readonly fallthrough: boolean;
}

/** What the templates of one zone answer. */
export interface TemplateValues {
  readonly hosts: readonly HostValues[];
  readonly records: readonly RecordValues[];
  readonly wildcard?: WildcardValues;
}

/** The templates that a profile makes for a zone's hosts, records and wildcard; undefined where one is another. */
export function recognizeTemplates(zone: string, templates: readonly Words[]): TemplateValues | undefined {
  const hosts: HostValues[] = [];
  const records: RecordValues[] = [];
  const passed = new Set<string>();
  let wildcard: WildcardValues | undefined;
  for (const template of templates) {
    const [network, type = '', name, ...surplus] = template.args;
    if (network !== 'IN' || name !== zone || surplus.length > 0) return undefined;
    if (isDenial(template)) {
      if (type === 'HTTPS') passed.add(readName(template.block[0]?.args[0] ?? '') ?? '');
      continue;
    }
    const answer = readAnswer(template);
    if (answer === undefined) return undefined;
    const isAddress = type === 'A' || type === 'AAAA';
    const below = BELOW.find(({ pattern }) => answer.match === `${pattern}${escapeRegex(zone)}\\.$`);
    if (below !== undefined) {
      if (!isAddress || answer.type !== type) return undefined;
      wildcard ??= { addresses: [], ttlSeconds: answer.ttlSeconds, fallthrough: below.fallthrough };
      wildcard.addresses.push(...answer.data);
      continue;
    }
    const owner = readName(answer.match);
    if (owner === undefined || answer.type !== (type === 'ANY' ? 'CNAME' : type)) return undefined;
    if (isAddress) addHost(hosts, owner, type, answer);
    else addRecord(records, owner, answer);
  }
  const own = hosts.map((host) => (passed.has(host.name) ? { ...host, fallthrough: true } : host));
  return { hosts: own, records, ...(wildcard && { wildcard }) };
}

/** The regular expressions of names below a zone. */
const BELOW = [
  { pattern: '^.+\\.', fallthrough: false },
  { pattern: '^([^._][^.]*\\.)+', fallthrough: true },
];

function addHost(hosts: HostValues[], name: string, type: 'A' | 'AAAA', answer: Answer): void {
  const { ttlSeconds, data } = answer;
  const last = hosts.at(-1);
  if (last?.name === name && type === 'AAAA' && last.ttlSeconds === ttlSeconds) last.addresses.push(...data);
  else hosts.push({ name, addresses: [...data], ttlSeconds });
}

function addRecord(records: RecordValues[], name: string, { type, ttlSeconds, data }: Answer): void {
  records.push({ name, type, ttlSeconds, data: data.map((text) => simplifyRecordData(type, text)) });
}

/** The name that a regular expression matches alone. */
function readName(match: string): string | undefined {
  return unescapeRegex(/^\^(.*)\\\.\$$/.exec(match)?.[1] ?? '*');
}

/** A template that denies: names that exist without the type of the query, or everything else. */
function isDenial({ block }: Words): boolean {
  const names = new Set(block.map(({ name }) => name));
  return names.has('authority') && !names.has('answer') && (names.has('fallthrough') || names.has('rcode'));
}

interface Answer {
  readonly match: string;
  readonly type: RecordType;
  readonly data: readonly string[];
  readonly ttlSeconds: number;
}

/** A template with answers of one type and one time to live. */
function readAnswer({ block }: Words): Answer | undefined {
  const [match, ...rest] = block;
  const last = rest.at(-1);
  if (match?.name !== 'match' || match.args.length !== 1 || last?.name !== 'fallthrough') return undefined;
  const answers = rest
    .slice(0, -1)
    .map(({ name, args }) => (name === 'answer' ? ANSWER.exec(args.join(' ')) : null));
  const [, ttl = '', type = ''] = answers[0] ?? [];
  if (!RECORD_TYPES.includes(type as RecordType)) return undefined;
  if (answers.some((answer) => answer === null || answer[1] !== ttl || answer[2] !== type)) return undefined;
  return {
    match: match.args[0] ?? '',
    type: type as RecordType,
    data: answers.map((answer) => answer?.[3] ?? ''),
    ttlSeconds: Number(ttl),
  };
}

const ANSWER = /^\{\{ \.Name \}\} (\d+) IN ([A-Z]+) (.+)$/;

function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

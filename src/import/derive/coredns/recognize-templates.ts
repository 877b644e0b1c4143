import type { HostValues } from './recognize';
import { unescapeRegex } from './recognize';
import type { Words } from './corefile-words';

/** What the templates of one zone answer. */
export interface TemplateValues {
  readonly hosts: readonly HostValues[];
  readonly wildcard?: { readonly addresses: string[]; readonly ttlSeconds: number };
}

const HOST_TTL = 60;

/** The templates that a profile makes for a zone's hosts and its wildcard; undefined where one is another. */
export function recognizeTemplates(zone: string, templates: readonly Words[]): TemplateValues | undefined {
  const hosts: HostValues[] = [];
  let wildcard: { addresses: string[]; ttlSeconds: number } | undefined;
  for (const template of templates) {
    const [network, type, name, ...surplus] = template.args;
    if (network !== 'IN' || name !== zone || surplus.length > 0) return undefined;
    if (type === 'ANY') {
      if (!isDenial(template)) return undefined;
      continue;
    }
    const answer = readAnswer(template, type ?? '');
    if (answer === undefined) return undefined;
    if (answer.match === `^.+\\.${escapeRegex(zone)}\\.$`) {
      wildcard ??= { addresses: [], ttlSeconds: answer.ttlSeconds };
      wildcard.addresses.push(...answer.addresses);
      continue;
    }
    const host = unescapeRegex(/^\^(.*)\\\.\$$/.exec(answer.match)?.[1] ?? '*');
    if (host === undefined || answer.ttlSeconds !== HOST_TTL) return undefined;
    const last = hosts.at(-1);
    if (last?.name === host && type === 'AAAA') last.addresses.push(...answer.addresses);
    else hosts.push({ name: host, addresses: answer.addresses });
  }
  return { hosts, ...(wildcard && { wildcard }) };
}

/** A template that denies: names that exist without the type asked for, or everything else. */
function isDenial({ block }: Words): boolean {
  const names = new Set(block.map(({ name }) => name));
  return names.has('authority') && !names.has('answer') && (names.has('fallthrough') || names.has('rcode'));
}

interface Answer {
  readonly match: string;
  readonly addresses: string[];
  readonly ttlSeconds: number;
}

function readAnswer({ block }: Words, type: string): Answer | undefined {
  const [match, ...rest] = block;
  const last = rest.at(-1);
  if (match?.name !== 'match' || match.args.length !== 1 || last?.name !== 'fallthrough') return undefined;
  const pattern = new RegExp(`^\\{\\{ \\.Name \\}\\} (\\d+) IN ${type} (\\S+)$`);
  const answers = rest
    .slice(0, -1)
    .map(({ name, args }) => (name === 'answer' ? pattern.exec(args.join(' ')) : null));
  const [first] = answers;
  if (first === null || first === undefined) return undefined;
  if (answers.some((answer) => answer === null || answer[1] !== first[1])) return undefined;
  return {
    match: match.args[0] ?? '',
    addresses: answers.map((answer) => answer?.[2] ?? ''),
    ttlSeconds: Number(first[1]),
  };
}

function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

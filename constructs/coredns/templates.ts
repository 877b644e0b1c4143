import type { Directive } from './corefile';

/** Names that a template is for, as regular expressions. */
export type Matches = readonly string[];

/** Seconds that resolvers may keep the answer that a name or type does not exist. */
const DENIAL_TTL_SECONDS = 60;

/** Without this record in an empty answer resolvers must not keep it. @see https://www.rfc-editor.org/rfc/rfc2308 */
const AUTHORITY: Directive = {
  name: 'authority',
  args: [
    `{{ .Zone }} ${DENIAL_TTL_SECONDS} IN SOA ns.dns.{{ .Zone }} hostmaster.{{ .Zone }} 1 7200 1800 86400 ${DENIAL_TTL_SECONDS}`,
  ],
};

const FALLTHROUGH: Directive = { name: 'fallthrough' };

const ADDRESS_TYPES = ['A', 'AAAA'] as const;

function addressType(address: string): 'A' | 'AAAA' {
  return address.includes(':') ? 'AAAA' : 'A';
}

/** Exactly these names, which CoreDNS compares in lower case and with a dot at the end. */
export function exactly(names: readonly string[]): Matches {
  return names.map((name) => `^${escapedRegex(name.toLowerCase())}\\.$`);
}

/** Every name below a zone, the zone itself excluded. */
export function below(zone: string): Matches {
  return [`^.+\\.${escapedRegex(zone)}\\.$`];
}

/** Every host name below a zone: names of services and of challenges have a label that begins with an underscore. */
export function hostsBelow(zone: string): Matches {
  return [`^([^._][^.]*\\.)+${escapedRegex(zone)}\\.$`];
}

/** An address and its time to live. */
export interface AddressAnswer {
  readonly address: string;
  readonly ttlSeconds: number;
}

/** Addresses for some names; queries of another type go on to the next template. */
export function addressTemplates(
  zone: string,
  match: Matches,
  answers: readonly AddressAnswer[],
): readonly Directive[] {
  return ADDRESS_TYPES.flatMap((type) => {
    const own = answers.filter(({ address }) => addressType(address) === type);
    const data = own.map(({ address, ttlSeconds }) => `${ttlSeconds} IN ${type} ${address}`);
    return own.length === 0 ? [] : [answerTemplate(zone, match, type, data)];
  });
}

/** Empty answers for the types that name an address and have none, which another server must not answer. */
export function noAddressTemplates(
  zone: string,
  match: Matches,
  answers: readonly AddressAnswer[],
): readonly Directive[] {
  const known = answers.map(({ address }) => addressType(address));
  const types = [...ADDRESS_TYPES.filter((type) => !known.includes(type)), 'HTTPS' as const];
  return types.map((type) => noDataTemplate(zone, match, type));
}

/** Answers of one type, each the end of a record: time to live, class, type and data. */
export function answerTemplate(
  zone: string,
  match: Matches,
  type: string,
  data: readonly string[],
): Directive {
  const answers = data.map((text) => ({ name: 'answer', args: [`{{ .Name }} ${text}`] }));
  return {
    name: 'template',
    args: ['IN', type, zone],
    block: [...matchOptions(match), ...answers, FALLTHROUGH],
  };
}

/** The names exist, and have no record of the type that was asked for. */
export function noDataTemplate(
  zone: string,
  match: Matches,
  type: 'A' | 'AAAA' | 'HTTPS' | 'ANY' = 'ANY',
): Directive {
  return {
    name: 'template',
    args: ['IN', type, zone],
    block: [...matchOptions(match), AUTHORITY, FALLTHROUGH],
  };
}

/** The end of what a zone's authority says: nothing is asked elsewhere. */
export function lastTemplate(zone: string, rcode: 'NOERROR' | 'NXDOMAIN'): Directive {
  return {
    name: 'template',
    args: ['IN', 'ANY', zone],
    block: [{ name: 'rcode', args: [rcode] }, AUTHORITY],
  };
}

/** `text` as a regular expression that matches nothing else. */
export function escapedRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function matchOptions(match: Matches): readonly Directive[] {
  return match.map((regex) => ({ name: 'match', args: [regex] }));
}

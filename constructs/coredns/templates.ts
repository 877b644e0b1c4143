import type { Directive } from './corefile';
import type { HostEntry } from './dns-options';

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

/** Exactly these names, which CoreDNS compares in lower case and with a dot at the end. */
export function exactly(names: readonly string[]): Matches {
  return names.map((name) => `^${escapedRegex(name.toLowerCase())}\\.$`);
}

/** Every name below a zone, the zone itself excluded. */
export function below(zone: string): Matches {
  return [`^.+\\.${escapedRegex(zone)}\\.$`];
}

/** Addresses for some names, and the answer for their other types. */
export function addressTemplates(
  zone: string,
  match: Matches,
  { addresses }: Pick<HostEntry, 'addresses'>,
  ttlSeconds: number,
): readonly Directive[] {
  return (['A', 'AAAA'] as const).flatMap((type) => {
    const own = addresses.filter((address) => address.includes(':') === (type === 'AAAA'));
    const answers = own.map((address) => ({
      name: 'answer',
      args: [`{{ .Name }} ${ttlSeconds} IN ${type} ${address}`],
    }));
    const block = [...matchOptions(match), ...answers, FALLTHROUGH];
    return own.length === 0 ? [] : [{ name: 'template', args: ['IN', type, zone], block }];
  });
}

/** The names exist, and have no record of the type that was asked for. */
export function noDataTemplate(zone: string, match: Matches): Directive {
  return {
    name: 'template',
    args: ['IN', 'ANY', zone],
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

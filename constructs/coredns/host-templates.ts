import type { Directive } from './corefile';
import { HOST_TTL_SECONDS } from './directives';
import type { HostEntry, ZoneRecord } from './dns-options';
import type { AddressAnswer } from './templates';
import { addressTemplates, answerTemplate, exactly, noAddressTemplates } from './templates';

/** Templates of hosts, and the names of which other types get an empty answer. */
export interface HostTemplates {
  readonly answers: readonly Directive[];
  readonly denied: readonly string[];
}

/** Whether the plugin `hosts` can answer for a host. */
export function isPlainHost({ ttlSeconds = HOST_TTL_SECONDS, fallthrough = false }: HostEntry): boolean {
  return ttlSeconds === HOST_TTL_SECONDS && !fallthrough;
}

/** All of the hosts that have the name of one of `some`. */
export function sameNames(all: readonly HostEntry[], some: readonly HostEntry[]): readonly HostEntry[] {
  const names = new Set(some.map(({ name }) => name.toLowerCase()));
  return all.filter(({ name }) => names.has(name.toLowerCase()));
}

/**
 * Answers for hosts by their name; a name that is listed twice has the addresses of both entries.
 *
 * @param zoneOf the zone of the templates of a name
 * @param passesTypes whether queries for other types of a name can be forwarded
 */
export function hostTemplates(
  zoneOf: (name: string) => string,
  hosts: readonly HostEntry[],
  passesTypes: boolean,
): HostTemplates {
  const byName = new Map<string, HostEntry[]>();
  for (const host of hosts) {
    const name = host.name.toLowerCase();
    byName.set(name, [...(byName.get(name) ?? []), host]);
  }
  const denied: string[] = [];
  const answers = [...byName].flatMap(([name, entries]) => {
    const [zone, match] = [zoneOf(name), exactly([name])];
    const own = entries.flatMap(listAnswers);
    const addresses = addressTemplates(zone, match, own);
    if (passesTypes && entries.some(({ fallthrough }) => fallthrough))
      return [...addresses, ...noAddressTemplates(zone, match, own)];
    denied.push(name);
    return addresses;
  });
  return { answers, denied };
}

function listAnswers({ addresses, ttlSeconds = HOST_TTL_SECONDS }: HostEntry): readonly AddressAnswer[] {
  return addresses.map((address) => ({ address, ttlSeconds }));
}

/** Answers for records; a CNAME is the answer to queries of every type. */
export function recordTemplates(zone: string, records: readonly ZoneRecord[]): readonly Directive[] {
  const byKey = new Map<string, { readonly record: ZoneRecord; readonly data: string[] }>();
  for (const record of records) {
    const { name, type, ttlSeconds = HOST_TTL_SECONDS } = record;
    const key = `${name.toLowerCase()} ${type}`;
    const data = record.data.map((text) => `${ttlSeconds} IN ${type} ${text}`);
    byKey.set(key, { record, data: [...(byKey.get(key)?.data ?? []), ...data] });
  }
  return [...byKey.values()].map(({ record: { name, type }, data }) =>
    answerTemplate(zone, exactly([name]), type === 'CNAME' ? 'ANY' : type, data),
  );
}

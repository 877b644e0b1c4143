import type { Directive } from './corefile';
import { HOST_TTL_SECONDS, hostsDirective } from './directives';
import type { HostEntry, ZoneOptions } from './dns-options';
import { hostTemplates, isPlainHost, recordTemplates, sameNames } from './host-templates';
import {
  addressTemplates,
  below,
  exactly,
  hostsBelow,
  lastTemplate,
  noAddressTemplates,
  noDataTemplate,
} from './templates';

/** Whether queries that a zone does not answer itself are forwarded. */
export function isForwarded({ forward, fallthrough = false, wildcard }: ZoneOptions): boolean {
  return forward !== undefined || fallthrough || wildcard?.fallthrough === true;
}

/**
 * What a zone answers by itself. A zone that is forwarded passes on everything else; any other zone is the authority,
 * and everything else does not exist.
 *
 * Hosts are templates beside a wildcard, since CoreDNS asks templates first; in an authority, since the plugin `hosts`
 * fails (SERVFAIL) on names that it does not know, and clients then try again; and where one has a time to live or a
 * `fallthrough` of its own, since the plugin has one of each for all of its names.
 */
export function zoneAnswers(options: ZoneOptions): readonly Directive[] {
  const { zone, hosts = [], records = [], wildcard } = options;
  const forwarded = isForwarded(options);
  const special = forwarded && wildcard === undefined ? hosts.filter((host) => !isPlainHost(host)) : hosts;
  const templated = sameNames(hosts, special);
  const plain = hosts.filter((host) => !templated.includes(host));
  const passesTypes = forwarded && (wildcard === undefined || wildcard.fallthrough === true);
  const hidden = passesTypes ? [] : records.filter(({ type }) => type !== 'CNAME').map(({ name }) => name);
  const own = hostTemplates(() => zone, templated, passesTypes);
  const denied = [...own.denied, ...hidden];
  return [
    ...own.answers,
    ...recordTemplates(zone, records),
    ...(denied.length > 0 ? [noDataTemplate(zone, exactly(denied))] : []),
    ...(plain.length > 0 ? [hostsDirective(plain)] : []),
    ...(wildcard === undefined ? [] : wildcardTemplates(options, wildcard)),
    ...(forwarded || wildcard !== undefined ? [] : authorityTemplates(options)),
  ];
}

function wildcardTemplates(
  options: ZoneOptions,
  { addresses, ttlSeconds = HOST_TTL_SECONDS, fallthrough = false }: NonNullable<ZoneOptions['wildcard']>,
): readonly Directive[] {
  const { zone } = options;
  const answers = addresses.map((address) => ({ address, ttlSeconds }));
  if (fallthrough) {
    const match = hostsBelow(zone);
    return [...addressTemplates(zone, match, answers), ...noAddressTemplates(zone, match, answers)];
  }
  return [
    ...addressTemplates(zone, below(zone), answers),
    isForwarded(options) ? noDataTemplate(zone, below(zone)) : lastTemplate(zone, 'NOERROR'),
  ];
}

function authorityTemplates({ zone, hosts = [], records = [] }: ZoneOptions): readonly Directive[] {
  const above = namesAbove(zone, [...hosts, ...records]);
  return [
    ...(above.length > 0 ? [noDataTemplate(zone, exactly(above))] : []),
    lastTemplate(zone, 'NXDOMAIN'),
  ];
}

/** The zone, and every name between it and an entry: they exist, if only because something is below them. */
function namesAbove(zone: string, entries: readonly Pick<HostEntry, 'name'>[]): readonly string[] {
  const known = entries.map(({ name }) => name.toLowerCase());
  const names = known.flatMap((name) => {
    const labels = name.slice(0, -zone.length).split('.').filter(Boolean);
    return labels.slice(1).map((_, index) => [...labels.slice(index + 1), zone].join('.'));
  });
  return [...new Set([zone, ...names])].filter((name) => !known.includes(name));
}

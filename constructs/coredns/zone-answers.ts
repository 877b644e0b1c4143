import type { Directive } from './corefile';
import { HOST_TTL_SECONDS, hostsDirective } from './directives';
import type { HostEntry, ZoneOptions } from './dns-options';
import { addressTemplates, below, exactly, lastTemplate, noDataTemplate } from './templates';

/**
 * What a zone answers by itself. With a forward everything else falls through to it; without one the zone is the
 * authority and everything else does not exist.
 *
 * Hosts are templates where a wildcard stands beside them, since CoreDNS asks templates first; and in an authority,
 * since the plugin `hosts` fails (SERVFAIL) on names that it does not know, and clients then try again and again.
 */
export function zoneAnswers({ zone, forward, hosts = [], wildcard }: ZoneOptions): readonly Directive[] {
  if (forward !== undefined && wildcard === undefined) return hosts.length > 0 ? [hostsDirective(hosts)] : [];
  const answers = [...hostTemplates(zone, hosts)];
  if (wildcard !== undefined) {
    answers.push(...addressTemplates(zone, below(zone), wildcard, wildcard.ttlSeconds ?? HOST_TTL_SECONDS));
    answers.push(forward === undefined ? lastTemplate(zone, 'NOERROR') : noDataTemplate(zone, below(zone)));
    return answers;
  }
  const above = namesAbove(zone, hosts);
  if (above.length > 0) answers.push(noDataTemplate(zone, exactly(above)));
  return [...answers, lastTemplate(zone, 'NXDOMAIN')];
}

function hostTemplates(zone: string, hosts: readonly HostEntry[]): readonly Directive[] {
  if (hosts.length === 0) return [];
  const names = hosts.map(({ name }) => name);
  return [
    ...hosts.flatMap((host) => addressTemplates(zone, exactly([host.name]), host, HOST_TTL_SECONDS)),
    noDataTemplate(zone, exactly(names)),
  ];
}

/** The zone, and every name between it and a host: they exist, if only because something is below them. */
function namesAbove(zone: string, hosts: readonly HostEntry[]): readonly string[] {
  const known = hosts.map(({ name }) => name.toLowerCase());
  const names = known.flatMap((name) => {
    const labels = name.slice(0, -zone.length).split('.').filter(Boolean);
    return labels.slice(1).map((_, index) => [...labels.slice(index + 1), zone].join('.'));
  });
  return [...new Set([zone, ...names])].filter((name) => !known.includes(name));
}

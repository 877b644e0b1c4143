import { pathOf } from '../../diagnostics/profile-path';
import type { CoreDnsPlan, DnsForward, NameRewrite, ZoneForward } from '../model';
import type { OwnZone } from './own-zone';
import { snippetZones } from './snippet-zones';
import { isWithin } from './zones';

/** The zones of forwards, templates and records, in the profile's order. */
export function ownZones({ forward, template, zones }: CoreDnsPlan): readonly OwnZone[] {
  return [
    ...forward.map((one) => ({
      zone: one.zone,
      title: `the forward of ${one.zone}`,
      path: pathOf(one, 'zone'),
    })),
    ...template.map((one) => ({
      zone: one.zone,
      title: `the template of ${one.zone}`,
      path: pathOf(one, 'zone'),
    })),
    ...zones.map((one) => ({
      zone: one.zone,
      title: `the records of ${one.zone}`,
      path: pathOf(one, 'zone'),
    })),
  ];
}

/** Whether queries are forwarded that the entries of a zone do not answer. */
export function isForwardedZone({ forward, template, zones }: CoreDnsPlan, zone: string): boolean {
  return (
    forward.some((one) => one.zone === zone) ||
    [...template, ...zones].some((one) => one.zone === zone && one.fallthrough)
  );
}

/** The zones of forwards, templates and raw snippets. */
export function answeredZones(coredns: CoreDnsPlan): readonly OwnZone[] {
  return [...ownZones(coredns), ...snippetZones(coredns)];
}

/** The zone that a name is answered from, where it is not the cluster's own; the longest that fits. */
export function zoneOf(coredns: CoreDnsPlan, name: string): OwnZone | undefined {
  return longest(answeredZones(coredns), name);
}

function longest(zones: readonly OwnZone[], name: string): OwnZone | undefined {
  const fitting = zones.filter(({ zone }) => isWithin(name, zone));
  return fitting.sort((a, b) => b.zone.length - a.zone.length)[0];
}

/**
 * The zone in whose block a name is rewritten; undefined for the block of ".", and for prefixes and regular
 * expressions, whose zone cannot be told.
 */
export function zoneOfRewrite(coredns: CoreDnsPlan, { match, from }: NameRewrite): OwnZone | undefined {
  return match === 'exact' || match === 'suffix'
    ? longest(ownZones(coredns), from.replace(/^\.|\.$/g, ''))
    : undefined;
}

/** Every forward, that of everything else first. */
export function forwardsOf({ upstream, forward }: CoreDnsPlan): readonly (DnsForward | ZoneForward)[] {
  return [...(upstream === undefined ? [] : [upstream]), ...forward];
}

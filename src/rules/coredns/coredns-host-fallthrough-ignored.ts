import { pathOf } from '../../diagnostics';
import { isForwardedZone, ownZones, zoneOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsHostFallthroughIgnored: NetworkRule = {
  id: 'coredns-host-fallthrough-ignored',
  severity: 'warning',
  title: 'The fallthrough of a fixed name has no effect in its zone',
  why:
    'A fixed name in a zone of the profile is answered in the block of the zone. Where the zone is not forwarded, or its ' +
    'template answers every type, queries for other types of the name get an empty answer.',
  fix: 'Add "fallthrough: true" to the template or the records of the zone.',
  check({ coredns }, report, source) {
    if (coredns.mode === 'none') return;
    for (const host of coredns.hosts) {
      if (!host.fallthrough) continue;
      const zone = ownZones(coredns).find((own) => own.zone === zoneOf(coredns, host.name)?.zone);
      if (zone === undefined) continue;
      const hidesTypes = coredns.template.some((one) => one.zone === zone.zone && !one.fallthrough);
      if (isForwardedZone(coredns, zone.zone) && !hidesTypes) continue;
      const path = pathOf(host, 'fallthrough');
      report({
        path,
        message: `${source.quote(pathOf(host, 'name'))} is answered with ${zone.title} (${source.line(zone.path)}), which ${hidesTypes ? 'answers every type' : 'is not forwarded'}.`,
      });
    }
  },
};

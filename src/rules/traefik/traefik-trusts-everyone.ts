import { pathOf } from '../../diagnostics';
import { listTraefikListeners } from '../../plan';
import type { NetworkRule } from '../network-rule';

/** A network larger than this contains clients, not only proxies. */
const LARGEST = { 4: 8, 6: 16 } as const;

export const traefikTrustsEveryone: NetworkRule = {
  id: 'traefik-trusts-everyone',
  severity: 'warning',
  title: 'Traefik trusts X-Forwarded-* headers of all clients',
  why:
    'Any client can write X-Forwarded-For and similar headers. If Traefik trusts all sources, any client can claim ' +
    'any address, and bypasses allow lists, rate limits and logs.',
  fix: 'List only the addresses of the proxies in front of Traefik.',
  check({ traefik }, report, source) {
    if (traefik.mode === 'none') return;
    for (const cidr of traefik.trustedIPs) {
      if (cidr.prefixLength >= LARGEST[cidr.family]) continue;
      report({
        path: pathOf(cidr),
        message: `${source.quote(cidr)} lets all clients set the headers that Traefik trusts.`,
      });
    }
    for (const { settings } of listTraefikListeners(traefik)) {
      for (const cidr of settings.proxyProtocol?.trustedIPs ?? []) {
        if (cidr.prefixLength >= LARGEST[cidr.family]) continue;
        report({
          path: pathOf(cidr),
          message: `${source.quote(cidr)} lets every client set its address by the PROXY protocol.`,
        });
      }
    }
  },
};

import { pathOf } from '../../diagnostics';
import { listTraefikListeners } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const traefikAcmeChallengeFiltered: NetworkRule = {
  id: 'traefik-acme-challenge-filtered',
  severity: 'warning',
  title: 'A middleware of the entryPoint runs before the challenge of HTTP-01',
  why:
    "The middlewares of an entryPoint also run before Traefik's own answer to the challenge. One that redirects, requires a " +
    'password, or rejects addresses, also stops the CA. httpsRedirect does not: its route has a lower priority.',
  fix: 'Put such middlewares on websecure or on routers, use tlsChallenge or dnsChallenge, or permit the CA.',
  check({ traefik }, report, source) {
    if (traefik.mode === 'none') return;
    for (const resolver of traefik.certificateResolvers) {
      const { httpChallenge } = resolver;
      const listener = listTraefikListeners(traefik).find(({ name }) => name === httpChallenge?.entryPoint);
      if (httpChallenge === undefined || listener === undefined) continue;
      for (const index of listener.settings.middlewares.keys()) {
        const path = pathOf(listener.settings, 'middlewares', index);
        report({
          path,
          message: `${source.quote(path)} runs before the challenge of certificate resolver "${resolver.name}" (${source.line(resolver)}) on entryPoint "${listener.name}".`,
        });
      }
    }
  },
};

import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const traefikAcmeChallengeMissing: NetworkRule = {
  id: 'traefik-acme-challenge-missing',
  severity: 'error',
  title: 'A certificate resolver has no challenge',
  why:
    'A CA issues a certificate only after a challenge has proved that the host name is yours. Without one Traefik logs ' +
    '"ACME challenge not specified" and presents its self-signed certificate.',
  fix: 'Write httpChallenge, tlsChallenge or dnsChallenge. A wildcard needs dnsChallenge.',
  check({ traefik }, report, source) {
    for (const resolver of traefik.mode === 'none' ? [] : traefik.certificateResolvers) {
      if (resolver.httpChallenge ?? resolver.dnsChallenge ?? resolver.tlsChallenge) continue;
      const path = pathOf(resolver, 'name');
      report({
        path,
        message: `certificate resolver ${source.quote(path)} has none of httpChallenge, tlsChallenge and dnsChallenge.`,
      });
    }
  },
};

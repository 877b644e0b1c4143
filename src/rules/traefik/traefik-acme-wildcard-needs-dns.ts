import { findResolver, listCertificateRequests } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const traefikAcmeWildcardNeedsDns: NetworkRule = {
  id: 'traefik-acme-wildcard-needs-dns',
  severity: 'error',
  title: 'A wildcard certificate needs the DNS-01 challenge',
  why:
    'CAs prove control over a wildcard by a DNS record only. With HTTP-01 or TLS-ALPN-01 the request fails, and Traefik ' +
    'presents its self-signed certificate.',
  fix: 'Write dnsChallenge for the resolver, or the host names instead of the wildcard.',
  check(plan, report, source) {
    for (const { resolver, names } of listCertificateRequests(plan)) {
      const found = findResolver(plan, resolver);
      if (found === undefined || found.dnsChallenge !== undefined) continue;
      for (const { path } of names.filter(({ name }) => name.startsWith('*.'))) {
        report({
          path,
          message: `${source.quote(path)} is a wildcard, and certificate resolver "${resolver}" (${source.line(found)}) has no dnsChallenge.`,
        });
      }
    }
  },
};

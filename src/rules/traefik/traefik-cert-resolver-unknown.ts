import { findNearest } from '../../diagnostics';
import { findResolver, listCertificateRequests } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const traefikCertResolverUnknown: NetworkRule = {
  id: 'traefik-cert-resolver-unknown',
  severity: 'error',
  title: 'A route names a certificate resolver that does not exist',
  why:
    'Traefik logs "Router uses a nonexistent certificate resolver" and presents its self-signed certificate, which no ' +
    'client trusts.',
  fix: 'Write the name of one of traefik.certificateResolvers.',
  check(plan, report, source) {
    const names = plan.traefik.certificateResolvers.map(({ name }) => name);
    const seen = new Set<string>();
    for (const { resolver, path } of listCertificateRequests(plan)) {
      const key = path.join('.');
      if (findResolver(plan, resolver) !== undefined || seen.has(key)) continue;
      seen.add(key);
      const nearest = findNearest(resolver, names);
      report({
        path,
        message: `${source.quote(path)} is not one of traefik.certificateResolvers.`,
        ...(nearest !== undefined && { hint: `Did you mean "${nearest}"?` }),
      });
    }
  },
};

import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const sampleCertResolverUnused: NetworkRule = {
  id: 'sample-cert-resolver-unused',
  severity: 'warning',
  title: 'A route has a certificate resolver that it does not use',
  why:
    'Traefik requests a certificate for a route that it serves over TLS. Without TLS it requests none, and for a host whose ' +
    'Secret has a certificate the resolver requests a second one.',
  fix: 'Remove certResolver, or the key that it contradicts.',
  check({ samples }, report, source) {
    for (const { ingress, ingressRoute } of samples) {
      if (ingress?.certResolver !== undefined && ingress.tlsSecret !== undefined) {
        const path = pathOf(ingress, 'certResolver');
        report({
          path,
          message: `${source.quote(path)} and tlsSecret ${source.quote(pathOf(ingress, 'tlsSecret'))} (${source.line(pathOf(ingress, 'tlsSecret'))}) are both for the host "${ingress.host}".`,
        });
      }
      if (ingressRoute?.certResolver !== undefined && !ingressRoute.tls) {
        const path = pathOf(ingressRoute, 'certResolver');
        report({
          path,
          message: `${source.quote(path)} has no effect: the route has tls: false (${source.line(pathOf(ingressRoute, 'tls'))}).`,
        });
      }
    }
  },
};

import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const traefikRedirectWithoutCertificate: NetworkRule = {
  id: 'traefik-redirect-without-certificate',
  severity: 'hint',
  title: 'Everything is redirected to HTTPS, and a host has no certificate',
  why:
    'Without a certificate of its own and without a default one Traefik shows one that it made itself, for a name that ' +
    'nobody asked for. Browsers warn, and programs refuse.',
  fix: 'Write a tlsSecret or a certResolver for the host, or a defaultCertificate for all of them.',
  *check({ traefik, samples }, source) {
    if (traefik.mode === 'none' || !traefik.httpsRedirect || traefik.defaultCertificate !== undefined) return;
    if (traefik.websecure.tls.certResolver !== undefined) return;
    for (const { ingress } of samples) {
      if (ingress === undefined || (ingress.tlsSecret ?? ingress.certResolver) !== undefined) continue;
      const path = pathOf(ingress, 'host');
      yield {
        path,
        message: `${source.quote(path)} is served over HTTPS only (${source.line(pathOf(traefik, 'httpsRedirect'))}), and has no certificate.`,
      };
    }
  },
};

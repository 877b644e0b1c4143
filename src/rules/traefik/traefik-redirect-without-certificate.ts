import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const traefikRedirectWithoutCertificate: NetworkRule = {
  id: 'traefik-redirect-without-certificate',
  severity: 'hint',
  title: 'All requests are redirected to HTTPS, but a host has no certificate',
  why:
    'Without a certificate for the host and without a default certificate, Traefik presents a self-signed ' +
    'certificate for another name. Browsers show a warning, and other clients reject the connection.',
  fix: 'Set tlsSecret or certResolver for the host, or defaultCertificate for all hosts.',
  check({ traefik, samples }, report, source) {
    if (traefik.mode === 'none' || !traefik.httpsRedirect || traefik.defaultCertificate !== undefined) return;
    if (traefik.websecure.tls.certResolver !== undefined) return;
    for (const { ingress } of samples) {
      if (ingress === undefined || (ingress.tlsSecret ?? ingress.certResolver) !== undefined) continue;
      const path = pathOf(ingress, 'host');
      report({
        path,
        message: `${source.quote(path)} is only served over HTTPS (${source.line(pathOf(traefik, 'httpsRedirect'))}), but has no certificate.`,
      });
    }
  },
};

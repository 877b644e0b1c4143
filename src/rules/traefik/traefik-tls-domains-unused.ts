import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const traefikTlsDomainsUnused: NetworkRule = {
  id: 'traefik-tls-domains-unused',
  severity: 'warning',
  title: 'Certificates are listed, and no resolver requests them',
  why: 'Traefik requests the certificates in tls.domains only from tls.certResolver. Without it, the list has no effect.',
  fix: 'Write tls.certResolver beside tls.domains, or remove the list.',
  check({ traefik }, report, source) {
    if (traefik.mode === 'none') return;
    const { tls } = traefik.websecure;
    const [first] = tls.domains;
    if (first === undefined || tls.certResolver !== undefined) return;
    const path = pathOf(first, 'main');
    report({ path, message: `${source.quote(path)} is requested by no certificate resolver.` });
  },
};

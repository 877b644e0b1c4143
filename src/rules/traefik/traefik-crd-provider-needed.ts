import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

/** Keys that become objects of Traefik's own kinds, and the kinds. */
const NEEDING = {
  dashboard: 'an IngressRoute and a Middleware',
  defaultCertificate: 'a TLSStore',
  tlsMinVersion: 'TLSOptions',
} as const;

export const traefikCrdProviderNeeded: NetworkRule = {
  id: 'traefik-crd-provider-needed',
  severity: 'error',
  title: 'Traefik settings need the provider kubernetesCRD, which is disabled',
  why:
    "The dashboard's route, the default certificate and the minimum TLS version are custom resources that only the " +
    'provider kubernetesCRD reads. With the provider disabled they have no effect.',
  fix: 'Enable providers.kubernetesCRD, or remove the key.',
  check({ traefik }, report, source) {
    if (traefik.mode === 'none' || traefik.providers.kubernetesCRD) return;
    for (const key of ['dashboard', 'defaultCertificate', 'tlsMinVersion'] as const) {
      if (traefik[key] === undefined) continue;
      const provider = pathOf(traefik.providers, 'kubernetesCRD');
      report({
        path: pathOf(traefik, key),
        message: `${key} becomes ${NEEDING[key]}, and kubernetesCRD is ${source.quote(provider)} (${source.line(provider)}).`,
      });
    }
  },
};

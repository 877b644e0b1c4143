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
  title: 'Traefik is told something by objects of its own kinds, and does not read them',
  why:
    "The dashboard's route, the default certificate and the TLS version are objects that only the provider kubernetesCRD " +
    'reads. With it off they lie in the cluster and do nothing.',
  fix: 'Leave providers.kubernetesCRD on, or the key out.',
  *check({ traefik }, source) {
    if (traefik.mode === 'none' || traefik.providers.kubernetesCRD) return;
    for (const key of ['dashboard', 'defaultCertificate', 'tlsMinVersion'] as const) {
      if (traefik[key] === undefined) continue;
      const provider = pathOf(traefik.providers, 'kubernetesCRD');
      yield {
        path: pathOf(traefik, key),
        message: `${key} becomes ${NEEDING[key]}, and kubernetesCRD is ${source.quote(provider)} (${source.line(provider)}).`,
      };
    }
  },
};

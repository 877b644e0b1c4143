import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const traefikAcmeStorageLost: NetworkRule = {
  id: 'traefik-acme-storage-lost',
  severity: 'warning',
  title: 'ACME certificates are lost when the Traefik pod restarts',
  why:
    'Without a volume the account and the certificates are in the pod. Each new pod requests all certificates again, and ' +
    "Let's Encrypt issues the same certificate five times a week only: after that, HTTPS fails for days.",
  fix: 'Write persistence: {}, which keeps them on a volume of local-path.',
  check({ traefik }, report, source) {
    const [resolver] = traefik.mode === 'none' ? [] : traefik.certificateResolvers;
    if (resolver === undefined || traefik.persistence !== undefined) return;
    const path = pathOf(resolver, 'name');
    report({
      path,
      message: `certificate resolver ${source.quote(path)} keeps its certificates in the pod, because traefik has no persistence.`,
    });
  },
};

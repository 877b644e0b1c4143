import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const traefikGatewayCrdsMissing: NetworkRule = {
  id: 'traefik-gateway-crds-missing',
  severity: 'error',
  title: 'The Gateway API provider is enabled, but its CRDs are not installed',
  why:
    'Gateways and HTTPRoutes are custom resources. k3s installs their CRDs from v1.37 on, and before that with its ' +
    'packaged Traefik. Without the CRDs Traefik logs errors permanently, and the API server rejects the manifests.',
  fix: 'Install the CRDs and write gatewayCrds: external, use mode: packaged, or use k3s v1.37 or newer.',
  check({ traefik, k3sVersion }, report, source) {
    if (traefik.mode === 'none' || !traefik.providers.kubernetesGateway || traefik.gatewayCrds !== 'missing')
      return;
    const path = pathOf(traefik.providers, 'kubernetesGateway');
    report({
      path,
      message: `${source.quote(path)} needs the Gateway API's CRDs, and k3s ${k3sVersion.toString()} (${source.line(pathOf(k3sVersion))}) installs none for a standalone Traefik.`,
    });
  },
};

import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const traefikGatewayCrdsMissing: NetworkRule = {
  id: 'traefik-gateway-crds-missing',
  severity: 'error',
  title: 'The Gateway provider is on, and nobody brings the Gateway API',
  why:
    'Gateways and HTTPRoutes are kinds that the API server has to be taught. k3s brings them from v1.37 on, and before ' +
    'that with its own Traefik. Without them Traefik logs errors for ever, and the manifests are refused.',
  fix: 'Install them and write gatewayCrds: external, use mode: packaged, or k3s v1.37 and newer.',
  *check({ traefik, k3sVersion }, source) {
    if (traefik.mode === 'none' || !traefik.providers.kubernetesGateway || traefik.gatewayCrds !== 'missing')
      return;
    const path = pathOf(traefik.providers, 'kubernetesGateway');
    yield {
      path,
      message: `${source.quote(path)} needs the Gateway API's CRDs, and k3s ${k3sVersion.toString()} (${source.line(pathOf(k3sVersion))}) brings none to a Traefik of your own.`,
    };
  },
};

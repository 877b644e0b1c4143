import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const sampleIngressUnserved: NetworkRule = {
  id: 'sample-ingress-unserved',
  severity: 'error',
  title: 'A sample has an Ingress, but Traefik does not read Ingresses',
  why:
    'The Ingress has the class traefik. With the provider kubernetesIngress disabled, Traefik ignores it, and ' +
    'clients get a 404.',
  fix: 'Enable providers.kubernetesIngress, or expose the sample another way.',
  check({ traefik, samples }, report, source) {
    if (traefik.mode === 'none' || traefik.providers.kubernetesIngress) return;
    const provider = pathOf(traefik.providers, 'kubernetesIngress');
    for (const { ingress } of samples) {
      if (ingress === undefined) continue;
      const path = pathOf(ingress, 'host');
      report({
        path,
        message: `${source.quote(path)} is the host of an Ingress, and kubernetesIngress is ${source.quote(provider)} (${source.line(provider)}).`,
      });
    }
  },
};

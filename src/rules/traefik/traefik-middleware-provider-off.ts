import { pathOf } from '../../diagnostics';
import { listTraefikListeners } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const traefikMiddlewareProviderOff: NetworkRule = {
  id: 'traefik-middleware-provider-off',
  severity: 'error',
  title: 'An entryPoint uses a middleware that Traefik does not read',
  why:
    'A router whose middleware does not exist is not served: clients get a 404 on every host of the entryPoint. Traefik ' +
    'reads Middlewares of Kubernetes only through its provider kubernetesCRD.',
  fix: 'Leave providers.kubernetesCRD on, and write <namespace>-<name>@kubernetescrd.',
  check({ traefik }, report, source) {
    if (traefik.mode === 'none') return;
    const provider = pathOf(traefik.providers, 'kubernetesCRD');
    for (const { settings } of listTraefikListeners(traefik)) {
      for (const [index, name] of settings.middlewares.entries()) {
        const path = pathOf(settings, 'middlewares', index);
        const suffix = name.slice(name.lastIndexOf('@') + 1);
        if (suffix !== 'kubernetescrd') {
          report({
            path,
            message: `${source.quote(path)} is of the provider "${suffix}", which this Traefik does not have.`,
          });
        } else if (!traefik.providers.kubernetesCRD) {
          report({
            path,
            message: `${source.quote(path)} is read by the provider kubernetesCRD, which is ${source.quote(provider)} (${source.line(provider)}).`,
          });
        }
      }
    }
  },
};

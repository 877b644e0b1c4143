import type { NetworkPlan } from '../model';

/** A ConfigMap that the profile refers to by name and that the user creates. */
export type ConfigMapRequest =
  | CaConfigMapRequest
  | (NamedConfigMap & {
      readonly kind: 'plugin';
      /** Path of the plugin's Go module. */
      readonly moduleName: string;
    });

interface NamedConfigMap {
  readonly namespace: string;
  readonly name: string;
}

/** The root certificate of a private CA, in the key `ca.crt`. */
interface CaConfigMapRequest extends NamedConfigMap {
  readonly kind: 'ca';
}

/** Every ConfigMap that the profile names, once: the root certificates of private CAs, and the files of local plugins. */
export function configMapRequests({ traefik }: NetworkPlan): readonly ConfigMapRequest[] {
  const { mode, namespace, certificateResolvers, localPlugins } = traefik;
  if (mode === 'none') return [];
  const requests: readonly ConfigMapRequest[] = [
    ...certificateResolvers.flatMap(({ caConfigMap: name }) =>
      name === undefined ? [] : [{ namespace, name, kind: 'ca' as const }],
    ),
    ...localPlugins.map(({ configMap: name, moduleName }) => ({
      ...{ namespace, name, moduleName },
      kind: 'plugin' as const,
    })),
  ];
  return requests.filter(({ name }, index) => requests.findIndex((other) => other.name === name) === index);
}

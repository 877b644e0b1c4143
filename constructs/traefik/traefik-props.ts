import type { TraefikOptions } from './traefik-options';

/** The options of a standalone Traefik. */
export interface TraefikProps extends TraefikOptions {
  /**
   * The namespace of all namespaced objects. It must exist; see `TraefikNamespace`.
   *
   * @default 'traefik'
   */
  readonly namespace?: string;
  /**
   * Whether a NetworkPolicy limits connections to Traefik's pods: to the entryPoints and the metrics. Pods with
   * `hostNetwork` have none, because policies have no effect on them.
   *
   * @default false
   */
  readonly networkPolicy?: boolean;
  /**
   * The image, with its tag.
   *
   * @default - docker.io/traefik, in the version of the CRDs
   */
  readonly image?: string;
  /**
   * Secrets (kubernetes.io/dockerconfigjson) beside the pods, by which nodes pull the image.
   *
   * @default - none
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/
   */
  readonly imagePullSecrets?: readonly string[];
  /**
   * Namespaces whose IngressRoutes may refer to `name@provider`: to Traefik's API (`api@internal`), and to objects of any
   * namespace in spite of `allowCrossNamespace`.
   *
   * @default - only Traefik's namespace; every namespace if `allowCrossNamespace` is true
   * @see https://doc.traefik.io/traefik/migrate/v3/#kubernetes-providers-crossprovidernamespaces
   */
  readonly crossProviderNamespaces?: readonly string[];
}

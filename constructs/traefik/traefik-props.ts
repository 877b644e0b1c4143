import type { TraefikOptions } from './traefik-options';

/** A Traefik of one's own. */
export interface TraefikProps extends TraefikOptions {
  /**
   * Namespace that everything namespaced is in. It must exist; see `TraefikNamespace`.
   *
   * @default 'traefik'
   */
  readonly namespace?: string;
  /**
   * The image, with its tag.
   *
   * @default - docker.io/traefik, in the version that the CRDs are of
   */
  readonly image?: string;
  /**
   * Namespaces whose IngressRoutes may refer to `name@provider`: to Traefik's own API (`api@internal`), and past
   * `allowCrossNamespace` to anything of any namespace.
   *
   * @default - Traefik's own namespace alone; every namespace if `allowCrossNamespace` is true
   * @see https://doc.traefik.io/traefik/migrate/v3/#kubernetes-providers-crossprovidernamespaces
   */
  readonly crossProviderNamespaces?: readonly string[];
}

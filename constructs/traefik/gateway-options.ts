/** The routes that a Gateway accepts, and its certificate. */
export interface GatewayOptions {
  /**
   * All: HTTPRoutes of every namespace, as with Ingress. Same: only those in Traefik's namespace.
   *
   * @default 'All'
   */
  readonly allowedNamespaces?: 'All' | 'Same';
  /**
   * The name of a Secret (kubernetes.io/tls) in Traefik's namespace with the certificate of the listener `websecure`.
   *
   * @default - no listener `websecure`: Traefik serves the routes over HTTP only
   */
  readonly certificateSecret?: string;
}

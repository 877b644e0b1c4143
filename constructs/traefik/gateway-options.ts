/** Which routes a Gateway takes, and whether it has TLS. */
export interface GatewayOptions {
  /**
   * All: HTTPRoutes of every namespace, as with Ingress. Same: only those beside Traefik.
   *
   * @default 'All'
   */
  readonly allowedNamespaces?: 'All' | 'Same';
  /**
   * Name of a Secret (kubernetes.io/tls) beside Traefik whose certificate the listener `websecure` shows.
   *
   * @default - no listener `websecure`: routes are served over HTTP only
   */
  readonly certificateSecret?: string;
}

/** Which resources Traefik reads its routes from. */
export interface ProviderOptions {
  /**
   * Kubernetes's own Ingress.
   *
   * @default - on
   * @see https://doc.traefik.io/traefik/reference/install-configuration/providers/kubernetes/kubernetes-ingress/
   */
  readonly kubernetesIngress?: KubernetesIngressOptions;
  /**
   * Traefik's own kinds: IngressRoute, Middleware and so on. Needs their CRDs, see `TraefikCrds`.
   *
   * @default - on
   * @see https://doc.traefik.io/traefik/reference/install-configuration/providers/kubernetes/kubernetes-crd/
   */
  readonly kubernetesCRD?: KubernetesCrdOptions;
  /**
   * The Gateway API: HTTPRoute and so on. Needs its CRDs, of v1.5 or newer for Traefik 3.7: k3s brings them
   * from v1.37 on, and before that with its packaged Traefik. Without them Traefik waits for them and routes nothing.
   *
   * @default - off
   * @see https://doc.traefik.io/traefik/reference/install-configuration/providers/kubernetes/kubernetes-gateway/
   */
  readonly kubernetesGateway?: KubernetesGatewayOptions;
}

/** What the providers of Services have in common. */
export interface ServiceProviderOptions {
  /**
   * Whether these resources are read at all.
   *
   * @default true
   */
  readonly enabled?: boolean;
  /**
   * Whether routes may lead to Services of type ExternalName, and so to any host that a name can be had for.
   *
   * @default false
   */
  readonly allowExternalNameServices?: boolean;
}

/** How Ingresses are read. */
export interface KubernetesIngressOptions extends ServiceProviderOptions {
  /**
   * Whether Ingresses without a class are Traefik's.
   *
   * @default true
   */
  readonly defaultIngressClass?: boolean;
  /**
   * Whether the address of Traefik's Service is written into the status of Ingresses, where external-dns and
   * people look for it.
   *
   * @default true
   */
  readonly publishedService?: boolean;
}

/** How Traefik's own kinds are read. */
export interface KubernetesCrdOptions extends ServiceProviderOptions {
  /**
   * Whether an IngressRoute may use Middlewares and Services of other namespaces.
   *
   * @default false
   */
  readonly allowCrossNamespace?: boolean;
}

/** How the Gateway API is read. */
export interface KubernetesGatewayOptions {
  /**
   * Whether these resources are read at all.
   *
   * @default false
   */
  readonly enabled?: boolean;
  /**
   * Whether kinds of the experimental channel (TCPRoute) are read. Needs the CRDs of that channel.
   *
   * @default false
   */
  readonly experimentalChannel?: boolean;
}

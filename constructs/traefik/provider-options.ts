/** The kinds of objects that Traefik reads routes from. */
export interface ProviderOptions {
  /**
   * Ingress.
   *
   * @default - enabled
   * @see https://doc.traefik.io/traefik/reference/install-configuration/providers/kubernetes/kubernetes-ingress/
   */
  readonly kubernetesIngress?: KubernetesIngressOptions;
  /**
   * The kinds of traefik.io: IngressRoute, Middleware and so on. They need their CRDs; see `TraefikCrds`.
   *
   * @default - enabled
   * @see https://doc.traefik.io/traefik/reference/install-configuration/providers/kubernetes/kubernetes-crd/
   */
  readonly kubernetesCRD?: KubernetesCrdOptions;
  /**
   * The Gateway API: HTTPRoute and so on. It needs its CRDs, of v1.5 or newer for Traefik 3.7. k3s installs them since
   * v1.37, and before that with the packaged Traefik. Without the CRDs Traefik waits for them and routes nothing.
   *
   * @default - disabled
   * @see https://doc.traefik.io/traefik/reference/install-configuration/providers/kubernetes/kubernetes-gateway/
   */
  readonly kubernetesGateway?: KubernetesGatewayOptions;
}

/** The options that all providers have. */
export interface ServiceProviderOptions {
  /**
   * Whether Traefik reads these kinds.
   *
   * @default true
   */
  readonly enabled?: boolean;
  /**
   * Whether routes may lead to Services of type ExternalName, and thereby to any host name.
   *
   * @default false
   */
  readonly allowExternalNameServices?: boolean;
}

/** The options for Ingresses. */
export interface KubernetesIngressOptions extends ServiceProviderOptions {
  /**
   * Whether Traefik serves Ingresses without a class.
   *
   * @default true
   */
  readonly defaultIngressClass?: boolean;
  /**
   * Whether Traefik writes the address of its Service to the status of Ingresses, where external-dns reads it.
   *
   * @default true
   */
  readonly publishedService?: boolean;
}

/** The options for the kinds of traefik.io. */
export interface KubernetesCrdOptions extends ServiceProviderOptions {
  /**
   * Whether an IngressRoute may refer to Middlewares and Services of other namespaces.
   *
   * @default false
   */
  readonly allowCrossNamespace?: boolean;
}

/** The options for the Gateway API. */
export interface KubernetesGatewayOptions {
  /**
   * Whether Traefik reads these kinds.
   *
   * @default false
   */
  readonly enabled?: boolean;
  /**
   * Whether Traefik reads kinds of the experimental channel (TCPRoute). They need the CRDs of that channel.
   *
   * @default false
   */
  readonly experimentalChannel?: boolean;
}

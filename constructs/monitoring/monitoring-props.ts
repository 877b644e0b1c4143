/** A pool of MetalLB, and the use of it that triggers an alert. */
export interface MonitoredPool {
  readonly name: string;
  /** The number of addresses that MetalLB can assign. */
  readonly size: number;
  /** The number of addresses in use from which the pool counts as nearly full, 1 to `size`. */
  readonly threshold: number;
}

/** A BGP peer. */
export interface MonitoredPeer {
  readonly name: string;
  /** The address of the peer. */
  readonly address: string;
}

/** An address that MetalLB announces. */
export interface MonitoredAddress {
  readonly address: string;
  /** The Service that has it, such as `traefik/traefik`. */
  readonly service: string;
}

/** Objects for Prometheus, for the components that a cluster has. */
export interface MonitoringProps {
  /**
   * Labels of all objects, by which a Prometheus selects them.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * The namespace of CoreDNS.
   *
   * @default - no CoreDNS
   */
  readonly coredns?: { readonly namespace: string };
  /**
   * The namespace of Traefik, and the days left of a certificate that trigger an alert.
   *
   * @default - no Traefik, or one without metrics
   */
  readonly traefik?: { readonly namespace: string; readonly certificateDays: number };
  /**
   * MetalLB's configuration.
   *
   * @default - no MetalLB
   */
  readonly metallb?: {
    readonly namespace: string;
    readonly bgpBackend: 'native' | 'frr-k8s';
    readonly pools: readonly MonitoredPool[];
    readonly peers: readonly MonitoredPeer[];
    readonly addresses: readonly MonitoredAddress[];
  };
}

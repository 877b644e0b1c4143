import type { LoadBalancerExposure, SampleNetworkPolicy, SamplePods } from './http-sample-props';

/** Exposes a sample as UDP packets, through an IngressRouteUDP. */
export interface IngressRouteUdpExposure {
  /** The entryPoints that serve it, of protocol UDP. */
  readonly entryPoints: readonly string[];
}

/** A small DNS server over UDP, which answers every query with the address of the client. */
export interface DnsSampleProps extends SamplePods {
  /**
   * The image of CoreDNS with the plugin whoami.
   *
   * @default - docker.io/coredns/coredns
   */
  readonly image?: string;
  /** @default - no IngressRouteUDP */
  readonly ingressRouteUdp?: IngressRouteUdpExposure;
  /** @default - no NetworkPolicy: every pod can connect */
  readonly networkPolicy?: SampleNetworkPolicy;
  /** @default - a Service of type ClusterIP, port 53 */
  readonly loadBalancer?: LoadBalancerExposure;
}

/** IP version, as Services name it. */
export type IpFamily = 'IPv4' | 'IPv6';

/** The Service that clients reach Traefik by. */
export interface ServiceOptions {
  /**
   * Fixed addresses, at most one of each family, that MetalLB is asked for. ServiceLB ignores them: it hands out
   * the addresses of nodes.
   *
   * @default - any free address
   * @see https://metallb.io/usage/#requesting-specific-ips
   */
  readonly loadBalancerIPs?: readonly string[];
  /**
   * Name of the IPAddressPool that MetalLB takes the address from.
   *
   * @default - any pool that hands out addresses by itself
   */
  readonly ipAddressPool?: string;
  /**
   * Key by which MetalLB lets Services share an address, as long as their ports differ. With
   * `externalTrafficPolicy` Local they must lead to the same pods as well.
   *
   * @default - the address is Traefik's alone; `traefik` if it has two Services, as with HTTP/3
   * @see https://metallb.io/usage/#ip-address-sharing
   */
  readonly allowSharedIp?: string;
  /**
   * Load balancer that the Service is for. Cannot be changed once the Service exists.
   *
   * @default - the one that takes Services without a class
   */
  readonly loadBalancerClass?: string;
  /**
   * ServiceLB pool: only nodes whose label `svccontroller.k3s.cattle.io/lbpool` has this value open the ports, and
   * only if some node has the label `svccontroller.k3s.cattle.io/enablelb`. MetalLB ignores it.
   *
   * @default - every node
   * @see https://docs.k3s.io/networking/networking-services#creating-servicelb-node-pools
   */
  readonly lbpool?: string;
  /**
   * Cluster: any node passes traffic on, and Traefik sees that node's address instead of the client's. Local: the
   * client's address stays, and only nodes with a Traefik pod answer.
   *
   * @default 'Cluster'
   */
  readonly externalTrafficPolicy?: 'Cluster' | 'Local';
  /**
   * How many of the cluster's IP families the Service has.
   *
   * @default - PreferDualStack; SingleStack if `loadBalancerIPs` are of one family, since MetalLB gives a Service of
   * two families no single address
   */
  readonly ipFamilyPolicy?: 'SingleStack' | 'PreferDualStack' | 'RequireDualStack';
  /**
   * The Service's IP families, primary first. The first one cannot be changed once the Service exists.
   *
   * @default - the cluster's own order; the family of `loadBalancerIPs` if that is one
   */
  readonly ipFamilies?: readonly IpFamily[];
  /**
   * Further annotations, for other load balancers and external-dns.
   *
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>>;
}

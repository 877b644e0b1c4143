/** An IP version, as Services name it. */
export type IpFamily = 'IPv4' | 'IPv6';

/** The Service through which clients reach Traefik. */
export interface ServiceOptions {
  /**
   * Fixed addresses that MetalLB assigns, at most one of each family. ServiceLB ignores them: it assigns the addresses of
   * nodes.
   *
   * @default - MetalLB assigns any free address
   * @see https://metallb.io/usage/#requesting-specific-ips
   */
  readonly loadBalancerIPs?: readonly string[];
  /**
   * The name of the IPAddressPool from which MetalLB assigns the address.
   *
   * @default - any pool whose autoAssign is true
   */
  readonly ipAddressPool?: string;
  /**
   * A key: MetalLB may assign one address to Services with the same key if their ports differ. With
   * `externalTrafficPolicy` Local they must also select the same pods.
   *
   * @default - the address is not shared; `traefik` if there are two Services, as with HTTP/3
   * @see https://metallb.io/usage/#ip-address-sharing
   */
  readonly allowSharedIp?: string;
  /**
   * The class of the load balancer that serves the Service. It cannot be changed once the Service exists.
   *
   * @default - the load balancer that serves Services without a class
   */
  readonly loadBalancerClass?: string;
  /**
   * The pool of ServiceLB: only nodes whose label `svccontroller.k3s.cattle.io/lbpool` has this value open the ports. It
   * takes effect when a node has the label `svccontroller.k3s.cattle.io/enablelb`. MetalLB ignores it.
   *
   * @default - every node
   * @see https://docs.k3s.io/networking/networking-services#creating-servicelb-node-pools
   */
  readonly lbpool?: string;
  /**
   * Cluster: every node forwards traffic, and Traefik sees the address of that node instead of the client's. Local:
   * Traefik sees the client's address, and only nodes with a Traefik pod accept traffic.
   *
   * @default 'Cluster'
   */
  readonly externalTrafficPolicy?: 'Cluster' | 'Local';
  /**
   * How many of the cluster's IP families the Service has.
   *
   * @default - PreferDualStack; SingleStack if `loadBalancerIPs` have one family, because MetalLB assigns no single address
   * to a dual-stack Service
   */
  readonly ipFamilyPolicy?: 'SingleStack' | 'PreferDualStack' | 'RequireDualStack';
  /**
   * The IP families of the Service, the primary one first. The first cannot be changed once the Service exists.
   *
   * @default - the order of the cluster; the family of `loadBalancerIPs` if they have one
   */
  readonly ipFamilies?: readonly IpFamily[];
  /**
   * Additional annotations, such as for other load balancers and external-dns.
   *
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * Additional labels.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * LoadBalancer: a load balancer assigns an address. NodePort: on a port of every node. ClusterIP: only in the cluster,
   * for a tunnel, or for entryPoints with a `hostPort`.
   *
   * @default 'LoadBalancer'
   */
  readonly type?: 'LoadBalancer' | 'ClusterIP' | 'NodePort';
}

/** A further Service of the same pods. */
export interface AdditionalService extends ServiceOptions {
  /** The Service is named `traefik-<name>`. */
  readonly name: string;
  /**
   * The entryPoints that it exposes, each on the same port as the main Service.
   *
   * @default ['web', 'websecure']
   */
  readonly entryPoints?: readonly string[];
}

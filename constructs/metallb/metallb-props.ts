import type { BgpBackend } from './bgp-backend';
import type { FrrK8sOptions } from './frr-k8s/frr-k8s-options';
import type { MetalLbImages } from './images';
import type { WorkloadOptions } from './workload-options';

/** How much MetalLB's programs say about themselves. */
export type MetalLbLogLevel = 'all' | 'debug' | 'info' | 'warn' | 'error' | 'none';

/** The speakers: one on each node that may announce addresses. */
export interface SpeakerOptions extends WorkloadOptions {
  /**
   * Interfaces that never answer for an address in L2 mode, as regular expressions (RE2). Takes the place of the
   * default.
   *
   * @default - upstream's: those of container networks (`^cni.*`, `^flannel.*`, `^veth.*`, `^lo$` and so on)
   * @see https://metallb.io/configuration/_advanced_l2_configuration/
   */
  readonly excludedInterfaces?: readonly string[];
  /**
   * Whether the speakers watch each other (ports 7946 TCP and UDP between nodes), so that another node takes an
   * address over within seconds of a node's death. Without it that waits for Kubernetes to notice, and every node
   * must run a speaker.
   *
   * @default true
   */
  readonly memberlist?: boolean;
  /**
   * Whether nodes labelled `node.kubernetes.io/exclude-from-external-load-balancers` announce too. k3s labels none.
   *
   * @default false
   */
  readonly ignoreExcludeLabel?: boolean;
}

/** An install of MetalLB. */
export interface MetalLbProps {
  /**
   * Namespace that everything namespaced is in, configuration included. It must exist; see `MetalLbNamespace`.
   *
   * @default 'metallb-system'
   */
  readonly namespace?: string;
  /** @default 'native' */
  readonly bgpBackend?: BgpBackend;
  /**
   * Serve only Services whose `loadBalancerClass` is this, such as `metallb.io/metallb`, and leave all others to
   * another load balancer. A Service's class cannot be changed.
   *
   * @default - serve Services without a class; k3s must then run with `--disable=servicelb`, or both would answer
   * @see https://kubernetes.io/docs/concepts/services-networking/service/#load-balancer-class
   */
  readonly loadBalancerClass?: string;
  /** @default 'info' */
  readonly logLevel?: MetalLbLogLevel;
  /**
   * Whether metrics can be read: by accounts that may `get` the non-resource URL `/metrics`, over HTTPS, from port
   * 9120 (frr-k8s: 9140 and 9141 too). The ports are open either way.
   *
   * @default false
   * @see https://metallb.io/prometheus-metrics/
   */
  readonly metrics?: boolean;
  /**
   * Registry that has all images under upstream's names, such as `registry.lan:5000`.
   *
   * @default 'quay.io'
   */
  readonly imageRegistry?: string;
  /**
   * Images of other names or versions.
   *
   * @default - upstream's, in the versions that the CRDs are of
   */
  readonly images?: MetalLbImages;
  /**
   * The one pod that gives Services their addresses and checks the configuration.
   *
   * @default - see there
   */
  readonly controller?: WorkloadOptions;
  /** @default - see there */
  readonly speaker?: SpeakerOptions;
  /**
   * Ignored by the native backend.
   *
   * @default - see there
   */
  readonly frrK8s?: FrrK8sOptions;
}

/** What the parts of an install are told: the props, each with a value where it has a default. */
export type MetalLbSettings = Required<
  Omit<MetalLbProps, 'loadBalancerClass' | 'images' | 'imageRegistry' | 'controller' | 'speaker' | 'frrK8s'>
> & {
  readonly loadBalancerClass?: string;
  readonly images: Required<MetalLbImages>;
  readonly controller: WorkloadOptions;
  readonly speaker: SpeakerOptions & { readonly memberlist: boolean };
  readonly frrK8s: FrrK8sOptions;
};

import type { BgpBackend } from './bgp-backend';
import type { FrrK8sOptions } from './frr-k8s/frr-k8s-options';
import type { MetalLbImages } from './images';
import type { WorkloadOptions } from './workload-options';

/** The log level of controller and speakers. */
export type MetalLbLogLevel = 'all' | 'debug' | 'info' | 'warn' | 'error' | 'none';

/** The speakers: one pod on each node that may announce addresses. */
export interface SpeakerOptions extends WorkloadOptions {
  /**
   * Interfaces on which addresses are not announced in layer 2 mode, as regular expressions (RE2). The list replaces the
   * default.
   *
   * @default - upstream's list: interfaces of container networks (`^cni.*`, `^flannel.*`, `^veth.*`, `^lo$` and so on)
   * @see https://metallb.io/configuration/_advanced_l2_configuration/
   */
  readonly excludedInterfaces?: readonly string[];
  /**
   * Whether the speakers monitor each other by memberlist (TCP and UDP port 7946 between nodes). Another node then takes
   * over an address within seconds when a node fails. Without memberlist it takes over when Kubernetes marks the node as
   * not ready, and every node must run a speaker.
   *
   * @default true
   */
  readonly memberlist?: boolean;
  /**
   * Whether nodes with the label `node.kubernetes.io/exclude-from-external-load-balancers` announce addresses. k3s sets
   * the label on no node.
   *
   * @default false
   */
  readonly ignoreExcludeLabel?: boolean;
}

/** The options of MetalLB. */
export interface MetalLbProps {
  /**
   * The namespace of all namespaced objects, the configuration included. It must exist; see `MetalLbNamespace`.
   *
   * @default 'metallb-system'
   */
  readonly namespace?: string;
  /** @default 'native' */
  readonly bgpBackend?: BgpBackend;
  /**
   * MetalLB serves only Services with this `loadBalancerClass`, such as `metallb.io/metallb`; another load balancer serves
   * all others. The class of a Service cannot be changed.
   *
   * @default - MetalLB serves Services without a class; run k3s with `--disable=servicelb`, or both serve them
   * @see https://kubernetes.io/docs/concepts/services-networking/service/#load-balancer-class
   */
  readonly loadBalancerClass?: string;
  /** @default 'info' */
  readonly logLevel?: MetalLbLogLevel;
  /**
   * Whether metrics can be read over HTTPS from port 9120 (frr-k8s: also 9140 and 9141). The reader's account needs the
   * permission to `get` the non-resource URL `/metrics`. The ports are open in both cases.
   *
   * @default false
   * @see https://metallb.io/prometheus-metrics/
   */
  readonly metrics?: boolean;
  /**
   * Whether a NetworkPolicy limits connections to the controller's pod: to its webhook (9443) and its metrics (9120). The
   * pods of speakers and FRR are in the network of their node, where policies have no effect.
   *
   * @default false
   */
  readonly networkPolicy?: boolean;
  /**
   * A registry that has all images under upstream's names, such as `registry.lan:5000`.
   *
   * @default 'quay.io'
   */
  readonly imageRegistry?: string;
  /**
   * Images with other names or versions.
   *
   * @default - upstream's, in the versions of the CRDs
   */
  readonly images?: MetalLbImages;
  /**
   * Secrets (kubernetes.io/dockerconfigjson) beside the pods, by which nodes pull the images.
   *
   * @default - none
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/
   */
  readonly imagePullSecrets?: readonly string[];
  /**
   * The controller: one pod that assigns addresses to Services and validates the configuration.
   *
   * @default - the defaults of WorkloadOptions
   */
  readonly controller?: WorkloadOptions;
  /** @default - the defaults of SpeakerOptions */
  readonly speaker?: SpeakerOptions;
  /**
   * frr-k8s. The native backend ignores it.
   *
   * @default - the defaults of FrrK8sOptions
   */
  readonly frrK8s?: FrrK8sOptions;
}

/** The props with their defaults applied. */
export type MetalLbSettings = Required<
  Omit<MetalLbProps, 'loadBalancerClass' | 'images' | 'imageRegistry' | 'controller' | 'speaker' | 'frrK8s'>
> & {
  readonly loadBalancerClass?: string;
  readonly images: Required<MetalLbImages>;
  readonly controller: WorkloadOptions;
  readonly speaker: SpeakerOptions & { readonly memberlist: boolean };
  readonly frrK8s: FrrK8sOptions;
};

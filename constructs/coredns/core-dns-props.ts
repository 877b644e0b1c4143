import type { k8s } from 'cdk8s-plus-27';
import type { Resources } from '../resources';
import type { TopologySpread } from '../topology-spread';
import type { CacheOptions, DnsOptions, HostEntry } from './dns-options';

/** The props of a standalone CoreDNS. */
export interface CoreDnsProps extends DnsOptions {
  /**
   * Address(es) of the cluster DNS: one, or one of each family. Must be k3s's `--cluster-dns`, which is what every
   * pod's resolv.conf says.
   */
  readonly clusterDns: readonly string[];
  /** @default 'cluster.local' */
  readonly clusterDomain?: string;
  /**
   * Zones in which Pods and Services have reverse names: domains, or networks such as `10.42.0.0/16`. What is in
   * them and has no name is asked upstream.
   *
   * @default ['in-addr.arpa', 'ip6.arpa']
   */
  readonly reverseZones?: readonly string[];
  /**
   * Pods. With two pods on different nodes, names still resolve while one node is down.
   *
   * @default 1
   */
  readonly replicas?: number;
  /**
   * The nodes' own names, which k3s maintains for its own CoreDNS only.
   *
   * @default - node names do not resolve
   */
  readonly nodeHosts?: readonly HostEntry[];
  /**
   * The cache of the server block of the cluster.
   *
   * @default - 30 seconds
   */
  readonly cache?: CacheOptions;
  /** @default - docker.io/coredns/coredns, in the version that this library is made for */
  readonly image?: string;
  /**
   * Whether a NetworkPolicy limits connections to the pods: to DNS (53) and metrics (9153). Snippets may open further
   * ports, so with snippets there is none.
   *
   * @default false
   */
  readonly networkPolicy?: boolean;
  /**
   * Secrets (kubernetes.io/dockerconfigjson) beside the pods, by which nodes pull the image.
   *
   * @default - none
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/
   */
  readonly imagePullSecrets?: readonly string[];
  /**
   * Requests and limits of each pod; `{}` sets none.
   *
   * @default - those of k3s: requests of 100m and 70Mi, and a memory limit of 170Mi
   */
  readonly resources?: Resources;
  /** @default 'system-cluster-critical' */
  readonly priorityClassName?: string;
  /**
   * Taints that the pods tolerate. Replaces the default.
   *
   * @default - those of k3s: control-plane nodes and CriticalAddonsOnly
   */
  readonly tolerations?: readonly k8s.Toleration[];
  /**
   * Labels that a node must have.
   *
   * @default - every Linux node
   */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /**
   * Nodes and other pods that the pods need, prefer or avoid. A term without a label selector is about these pods.
   *
   * @default - none
   * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#affinity-and-anti-affinity
   */
  readonly affinity?: k8s.Affinity;
  /**
   * Topology spread constraints of the pods. Replaces the default.
   *
   * @default - those of k3s: never two pods on one node, and spread over zones if possible
   */
  readonly topologySpread?: readonly TopologySpread[];
}

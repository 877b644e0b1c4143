import type { k8s } from 'cdk8s-plus-27';
import type {
  CacheOptions,
  CorefileSnippet,
  ForwardOptions,
  HostEntry,
  RewriteRule,
  ZoneOptions,
} from './dns-options';

/** A CoreDNS of one's own. */
export interface CoreDnsProps {
  /**
   * Address(es) of the cluster DNS: one, or one of each family. Must be k3s's `--cluster-dns`, which is what every
   * pod's resolv.conf says.
   */
  readonly clusterDns: readonly string[];
  /** @default 'cluster.local' */
  readonly clusterDomain?: string;
  /**
   * Pods. Two on different nodes keep names resolving while one node is down.
   *
   * @default 1
   */
  readonly replicas?: number;
  /**
   * Where names outside the cluster are asked.
   *
   * @default - the resolv.conf of the node that CoreDNS runs on
   */
  readonly upstream?: ForwardOptions;
  /**
   * The nodes' own names, which k3s maintains for its own CoreDNS only.
   *
   * @default - nodes are not known by name
   */
  readonly nodeHosts?: readonly HostEntry[];
  /** @default - no rewriting */
  readonly rewrite?: readonly RewriteRule[];
  /**
   * Log every query of the cluster's own block.
   *
   * @default false
   */
  readonly log?: boolean;
  /** @default - 30 seconds */
  readonly cache?: CacheOptions;
  /** @default - no zones of one's own */
  readonly zones?: readonly ZoneOptions[];
  /**
   * Names that are in none of the zones. Names below them, and everything else of their domains, are asked upstream.
   *
   * @default - no names of one's own
   */
  readonly hosts?: readonly HostEntry[];
  /** @default - none */
  readonly snippets?: readonly CorefileSnippet[];
  /** @default - docker.io/coredns/coredns, in the version that this library is made for */
  readonly image?: string;
  /**
   * @default - k3s's own: 100m and 70Mi asked for, 170Mi at most
   */
  readonly resources?: k8s.ResourceRequirements;
  /** @default 'system-cluster-critical' */
  readonly priorityClassName?: string;
  /** @default - k3s's own: control-plane nodes and CriticalAddonsOnly */
  readonly tolerations?: readonly k8s.Toleration[];
}

import type { ConfigProps } from './config-props';
import type { LabelSelector } from './label-selector';

/** A router that the nodes have a BGP session with. */
export interface BGPPeerProps extends ConfigProps {
  /** The cluster's AS number, 1 to 4294967295. The same as the router's is iBGP, another is eBGP. */
  readonly myASN: number;
  /**
   * The router's AS number, 1 to 4294967295. Either this or dynamicASN.
   *
   * @default - dynamicASN
   */
  readonly peerASN?: number;
  /**
   * Take whatever AS number the router says: the own one (`internal`) or any other (`external`). frr-k8s only.
   *
   * @default - peerASN
   */
  readonly dynamicASN?: 'internal' | 'external';
  /**
   * An AS number that this router is told instead of myASN, 1 to 4294967295. frr-k8s only.
   *
   * @default - myASN
   */
  readonly localASN?: number;
  /**
   * The router's address, IPv4 or IPv6. Either this or interface.
   *
   * @default - interface
   */
  readonly peerAddress?: string;
  /**
   * Interface of the node at whose other end the router is: unnumbered BGP. frr-k8s only.
   *
   * @default - peerAddress
   */
  readonly interface?: string;
  /**
   * The router's TCP port, 1 to 16384.
   *
   * @default 179
   */
  readonly peerPort?: number;
  /**
   * The node's own address for the session. Every node that takes this peer must have it.
   *
   * @default - the node's own choice
   */
  readonly sourceAddress?: string;
  /**
   * The BGP identifier, in the form of an IPv4 address.
   *
   * @default - the node's address
   */
  readonly routerID?: string;
  /**
   * Seconds without a word after which the session is dead: 0 (never) or 3 to 65535.
   *
   * @default - 90 with the native backend, FRR's 180 with frr-k8s
   */
  readonly holdTimeSeconds?: number;
  /**
   * Seconds between keepalives, at most the hold time. frr-k8s only.
   *
   * @default - a third of the hold time
   */
  readonly keepaliveTimeSeconds?: number;
  /**
   * Seconds between attempts to open the session, 1 to 65535. frr-k8s only.
   *
   * @default - FRR's, 120
   */
  readonly connectTimeSeconds?: number;
  /**
   * Whether the router may be more than one hop away (eBGP).
   *
   * @default false
   */
  readonly ebgpMultiHop?: boolean;
  /**
   * Name of a BFDProfile, so that a dead session is noticed within a second. frr-k8s only.
   *
   * @default - none
   */
  readonly bfdProfile?: string;
  /**
   * Name of a Secret of type `kubernetes.io/basic-auth` in the same namespace, whose `password` protects the session
   * (TCP MD5). The password itself is never written here.
   *
   * @default - no password
   */
  readonly passwordSecret?: string;
  /**
   * Whether the router keeps its routes while the node's FRR restarts. Cannot be changed later. frr-k8s only.
   *
   * @default false
   */
  readonly enableGracefulRestart?: boolean;
  /**
   * Linux VRF of the node in which the session is. frr-k8s only.
   *
   * @default - the node's main routing table
   */
  readonly vrf?: string;
  /**
   * Whether IPv4 and IPv6 routes go over one session, whichever its own family. frr-k8s only.
   *
   * @default false
   */
  readonly dualStackAddressFamily?: boolean;
  /**
   * Nodes that have a session with this router, by label.
   *
   * @default - every node that runs a speaker
   */
  readonly nodeSelectors?: readonly LabelSelector[];
}

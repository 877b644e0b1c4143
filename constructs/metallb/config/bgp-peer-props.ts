import type { ConfigProps } from './config-props';
import type { LabelSelector } from './label-selector';

/** A router with which the nodes have a BGP session. */
export interface BGPPeerProps extends ConfigProps {
  /** The cluster's AS number, 1 to 4294967295. The session is iBGP if the router has the same number, otherwise eBGP. */
  readonly myASN: number;
  /**
   * The router's AS number, 1 to 4294967295. Set either this or dynamicASN.
   *
   * @default - dynamicASN
   */
  readonly peerASN?: number;
  /**
   * Accept the AS number that the router sends: the cluster's own (`internal`) or any other (`external`). frr-k8s only.
   *
   * @default - peerASN
   */
  readonly dynamicASN?: 'internal' | 'external';
  /**
   * The AS number that is sent to this router instead of myASN, 1 to 4294967295. frr-k8s only.
   *
   * @default - myASN
   */
  readonly localASN?: number;
  /**
   * The router's address, IPv4 or IPv6. Set either this or interface.
   *
   * @default - interface
   */
  readonly peerAddress?: string;
  /**
   * The node's interface to which the router is connected directly (unnumbered BGP). frr-k8s only.
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
   * The source address of the session. Every node that has a session with this router must have the address.
   *
   * @default - the kernel selects the address
   */
  readonly sourceAddress?: string;
  /**
   * The BGP identifier in the form of an IPv4 address.
   *
   * @default - the node's address
   */
  readonly routerID?: string;
  /**
   * Hold time in seconds, after which a silent router is considered down: 0 (never) or 3 to 65535.
   *
   * @default - 90 with the native backend, 180 (FRR's default) with frr-k8s
   */
  readonly holdTimeSeconds?: number;
  /**
   * The interval of keepalive messages in seconds, at most the hold time. frr-k8s only.
   *
   * @default - a third of the hold time
   */
  readonly keepaliveTimeSeconds?: number;
  /**
   * The interval of connection attempts in seconds, 1 to 65535. frr-k8s only.
   *
   * @default - FRR's default, 120
   */
  readonly connectTimeSeconds?: number;
  /**
   * Whether the router may be more than one hop away (eBGP).
   *
   * @default false
   */
  readonly ebgpMultiHop?: boolean;
  /**
   * The name of a BFDProfile, with which a failed path is detected within a second. frr-k8s only.
   *
   * @default - none
   */
  readonly bfdProfile?: string;
  /**
   * The name of a Secret of type `kubernetes.io/basic-auth` in the same namespace. Its `password` protects the session
   * (TCP MD5).
   *
   * @default - no password
   */
  readonly passwordSecret?: string;
  /**
   * Whether the router keeps its routes while FRR restarts on the node. Cannot be changed later. frr-k8s only.
   *
   * @default false
   */
  readonly enableGracefulRestart?: boolean;
  /**
   * The VRF of the node in which the session runs. frr-k8s only.
   *
   * @default - the node's main routing table
   */
  readonly vrf?: string;
  /**
   * Whether the session carries IPv4 and IPv6 routes. frr-k8s only.
   *
   * @default false
   */
  readonly dualStackAddressFamily?: boolean;
  /**
   * Deprecated upstream: MetalLB ignores it, and a session carries the routes of its own family only, unless
   * dualStackAddressFamily is set. frr-k8s only.
   *
   * @default false
   */
  readonly disableMP?: boolean;
  /**
   * The labels of the nodes that have a session with this router.
   *
   * @default - every node that runs a speaker
   */
  readonly nodeSelectors?: readonly LabelSelector[];
}

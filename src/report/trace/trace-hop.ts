/**
 * What a hop does, for programs:
 *
 * - `resolve`: a name becomes an address
 * - `start`, `arrive`: the two ends' own interfaces
 * - `bridge-in`, `bridge-out`: the bridge of the pods
 * - `route`: the kernel chooses the interface that the packet leaves by
 * - `encapsulate`, `decapsulate`: flannel's device
 * - `send`, `wire`, `receive`: from interface to interface over the LAN
 * - `translate`: kube-proxy replaces the destination
 * - `host-port`: the CNI replaces the destination by a pod that has a port of the node
 * - `relay`: ServiceLB's pod replaces source and destination
 * - `masquerade`: flannel replaces the source
 * - `deliver`: a process of the node receives the packet
 */
export type TraceStep =
  | 'resolve'
  | 'start'
  | 'arrive'
  | 'bridge-in'
  | 'bridge-out'
  | 'route'
  | 'encapsulate'
  | 'decapsulate'
  | 'send'
  | 'wire'
  | 'receive'
  | 'translate'
  | 'host-port'
  | 'relay'
  | 'masquerade'
  | 'deliver';

/** The packet that carries another one between two nodes. */
export interface Carrier {
  readonly kind: 'VXLAN' | 'WireGuard';
  readonly source: string;
  readonly destination: string;
}

/** One place that the packet passes, in order. */
export interface TraceHop {
  /** `pod on pi1`, `node pi1`, `LAN`, `LAN client`. */
  readonly where: string;
  /** Interface, or what decides: `cni0`, `kube-proxy`. */
  readonly at: string;
  readonly step: TraceStep;
  /** What happens to the packet. */
  readonly action: string;
  /** Interface that the packet passes, or that a `route` step chooses; undefined where only the node decides it. */
  readonly device?: string;
  /** The packet on the wire, where a tunnel carries the traced one. */
  readonly carrier?: Carrier;
  /** Largest packet in bytes that passes; undefined where the hop has no limit of its own. */
  readonly mtu?: number;
  /** What is translated: `destination 10.0.0.100:80 to a pod of Traefik`. */
  readonly nat?: string;
  /** Address that replaces the source; `own` for any address of the node. */
  readonly source?: string;
  /** ID of the check of `verify` that guards the hop. */
  readonly check?: string;
}

/** The predicted way of a connection's first packet. */
export interface Trace {
  readonly hops: readonly TraceHop[];
  /** What the prediction had to choose, because only the running cluster decides it. */
  readonly assumption?: string;
  /** Why the packet ends before its destination; undefined where it arrives. */
  readonly dropped?: string;
}

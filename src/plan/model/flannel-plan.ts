/** How pod traffic crosses from node to node. */
export type FlannelBackend = 'vxlan' | 'host-gw' | 'wireguard-native' | 'none';

/** flannel's settings, the backend's own ones where it is that backend. */
export interface FlannelPlan {
  readonly backend: FlannelBackend;
  /** Tell other nodes this node's external address. */
  readonly externalIp: boolean;
  /** NAT IPv6 traffic that leaves the cluster. */
  readonly ipv6Masq: boolean;
  /** VXLAN Network Identifier; names the VTEP `flannel.<VNI>`. */
  readonly vni: number;
  /** UDP port of the VXLAN. */
  readonly port: number;
  /** Plain routes instead of VXLAN between nodes of one subnet. */
  readonly directRouting: boolean;
  /** UDP port of WireGuard over IPv4. */
  readonly listenPort: number;
  /** UDP port of WireGuard over IPv6. */
  readonly listenPortV6: number;
  /** Seconds between WireGuard keepalives; 0 is off. */
  readonly persistentKeepaliveInterval: number;
  /** Largest packet that the backend sends, its own headers included, where the profile asks for one. */
  readonly mtu?: number;
  /** Bytes that the backend adds to each packet. */
  readonly overhead: number;
  /** MTU of pods and of flannel's interface: `mtu`, or else the LAN's, less `overhead`. */
  readonly podMtu: number;
  /** Whether something is set that k3s takes only from a file of its own (`flannel-conf`). */
  readonly needsConf: boolean;
}

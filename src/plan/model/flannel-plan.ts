import type { Profile } from '../../profile/schema/profile';
import type { Derived } from './derived';

/** How pod traffic crosses from node to node. */
export type FlannelBackend = Profile['flannel']['backend'] | 'tailscale';

/** flannel's settings with their defaults; those of other backends than the one that is set have no effect. */
export type FlannelPlan = Derived<
  Omit<Profile['flannel'], 'iface'>,
  {
    /** The backend that k3s uses: with a VPN that of the VPN, whatever the flag is. */
    readonly backend: FlannelBackend;
    /** VXLAN network identifier; names the VTEP `flannel.<VNI>`. */
    readonly vni: number;
    readonly port: number;
    readonly directRouting: boolean;
    readonly listenPort: number;
    readonly listenPortV6: number;
    readonly persistentKeepaliveInterval: number;
    /** Bytes that the backend adds to each packet. */
    readonly overhead: number;
    /** MTU of pods and of flannel's interface: `mtu`, or else the LAN's, less `overhead`. */
    readonly podMtu: number;
    /** Whether something is set that k3s takes only from a file of its own (`flannel-conf`). */
    readonly needsConf: boolean;
  }
>;

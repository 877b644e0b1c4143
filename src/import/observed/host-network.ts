import type { Origin } from './origin';

/** An address of a host with the interface that has it. */
export interface InterfaceAddress {
  readonly address: string;
  readonly prefixLength: number;
  readonly interface: string;
  /** Largest packet of the interface, in bytes. */
  readonly mtu: number;
  /** The ID of a VLAN interface. */
  readonly vlanId?: number;
  /** Whether the interface carries ARP or NDP. */
  readonly hasNeighbours: boolean;
  /** Whether DHCP or a router advertisement assigned it. */
  readonly dynamic: boolean;
}

/** What a host reports of its own network. */
export interface HostNetwork {
  /** Host name, which becomes the node's name unless a flag names it. */
  readonly host: string;
  readonly addresses: readonly InterfaceAddress[];
  /** Default routes, the preferred one of each family first. */
  readonly defaultRoutes: readonly { readonly via: string; readonly interface: string }[];
  readonly origin: Origin;
}

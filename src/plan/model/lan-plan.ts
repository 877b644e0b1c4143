import type { Address, AddressRange, Cidr } from '../../address';

/** The network that the nodes' own addresses are in. */
export interface LanPlan {
  /** One for each family and segment; the first of a family is where its gateway is. */
  readonly cidr: readonly Cidr[];
  /** The router, one for each family at most. */
  readonly gateway: readonly Address[];
  /** Largest packet in bytes that every node's interface takes. */
  readonly mtu: number;
  readonly reserved: readonly ReservedRange[];
}

/** Addresses that somebody else hands out or uses. */
export interface ReservedRange {
  readonly range: AddressRange;
  /** Who: `DHCP`, `VPN`. */
  readonly owner: string;
}

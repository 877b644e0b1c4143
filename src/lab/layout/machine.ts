import type { Address } from '../../address';
import { BITS } from '../../address';

/** What a machine of the lab stands for. */
export type MachineKind = 'router' | 'node' | 'client';

/** A namespace of the lab: network, mounts, processes, host name and cgroups of its own. */
export interface Machine {
  /** By which `lab exec` knows it: a node's name, `router`, `client`. */
  readonly name: string;
  readonly kind: MachineKind;
  readonly hostName: string;
  /** Interfaces on the LAN; the router's are its bridges. */
  readonly interfaces: readonly MachineInterface[];
  /** Addresses with prefix length on the loopback interface, beyond its own. */
  readonly loopback: readonly string[];
  readonly routes: readonly Route[];
  /** Settings of the kernel that belong to the machine's own network: `net.ipv4.ip_forward` to its value. */
  readonly sysctls: Readonly<Record<string, string>>;
  /** Name servers of its resolv.conf. */
  readonly nameServers: readonly string[];
}

export interface MachineInterface {
  readonly name: string;
  /** Bytes. */
  readonly mtu: number;
  /** With prefix length: `10.0.0.11/24`. */
  readonly addresses: readonly string[];
}

export interface Route {
  /** `default`, or a network. */
  readonly to: string;
  readonly via: string;
}

/** A cable from a machine's interface to a bridge of the router. */
export interface Cable {
  readonly machine: string;
  readonly interface: string;
  /** Bridge in the router. */
  readonly bridge: string;
  /** The bridge's end of the cable: `to-pi1`. */
  readonly port: string;
  /** Bytes. */
  readonly mtu: number;
}

/** An address as `ip` takes it; alone unless its network's prefix length is given. */
export function withLength(address: Address, prefixLength: number = BITS[address.family]): string {
  return `${address.toString()}/${prefixLength}`;
}

import type { Address } from '../../address';
import { BITS } from '../../address';

/** The role of a machine in the lab. */
export type MachineKind = 'router' | 'node' | 'client';

/** A machine of the lab: namespaces with their own network, mounts, processes, host name and cgroups. */
export interface Machine {
  /** The name for `lab exec`: a node's name, `router`, `client`. */
  readonly name: string;
  readonly kind: MachineKind;
  readonly hostName: string;
  /** Interfaces on the LAN; the router's are its bridges. */
  readonly interfaces: readonly MachineInterface[];
  /** Further addresses with prefix length on the loopback interface. */
  readonly loopback: readonly string[];
  readonly routes: readonly Route[];
  /** Kernel settings of the machine's network namespace: values by name, such as `net.ipv4.ip_forward`. */
  readonly sysctls: Readonly<Record<string, string>>;
  /** Name servers in its resolv.conf. */
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

/** Appends a prefix length to an address; by default that of the single address. */
export function withLength(address: Address, prefixLength: number = BITS[address.family]): string {
  return `${address.toString()}/${prefixLength}`;
}

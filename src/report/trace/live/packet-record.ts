import type { Capture } from './parse-capture';
import type { InterfaceFacts, TrackedConnection } from './parse-facts';

/** An address and a TCP port. */
export interface ConnectionEnd {
  readonly address: string;
  readonly port: number;
}

/** What was seen of one connection. Places are named like hops (`node pi1`, `LAN`, `LAN client`); pods by their address. */
export interface PacketRecord {
  /** The place that it started at, with its source port. */
  readonly from: { readonly place: string; readonly port: number };
  /** Where it was sent to, before any translation. */
  readonly to: ConnectionEnd;
  /** Pods that kube-proxy may choose. */
  readonly endpoints: readonly ConnectionEnd[];
  readonly captures: ReadonlyMap<string, Capture>;
  readonly interfaces: ReadonlyMap<string, readonly InterfaceFacts[]>;
  /** The tables of conntrack, by node. */
  readonly connections: ReadonlyMap<string, readonly TrackedConnection[]>;
  /** The LAN's port to each machine. */
  readonly ports: ReadonlyMap<string, string>;
  /** The answer of the name server, where the connection was to a name. */
  readonly answer?: NameAnswer;
}

export interface NameAnswer {
  /** Undefined for the machine's own name server. */
  readonly server?: string;
  readonly addresses: readonly string[];
  /** The addresses that the profile gives the name. */
  readonly planned: readonly string[];
}

/** The place of a pod, by its address. */
export function placeOfPod(address: string): string {
  return `pod ${address}`;
}

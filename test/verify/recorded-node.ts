import type { CommandOutput } from '../../src/verify';

/** What a node's programs printed, cut down to what is looked at. Tests change it. */
export interface RecordedNode {
  address: RecordedLink[];
  route4: Record<string, unknown>[];
  route6: Record<string, unknown>[];
  neighbour: { dst: string; dev: string; lladdr?: string; state: string[] }[];
  fdb: { mac: string; ifname: string; dst: string }[];
  subnetEnv: string[];
  config: string[];
  iptables: string[];
  ip6tables: string[];
  nft: unknown[];
  settings: Record<string, string>;
  /** Largest packets that come to an address and back, in bytes; 0 for none. */
  reach: (to: string) => number;
  /** curl's status for a port of another node. */
  connect: (url: string) => number;
  /** Name of a network namespace in which its programs answer as outside. */
  inside?: string;
  /** What else its programs answer, by command line. */
  programs: Record<string, Partial<CommandOutput>>;
}

export interface RecordedLink {
  ifname: string;
  flags: string[];
  mtu: number;
  address: string;
  linkinfo?: { info_kind: string; info_data?: Record<string, unknown> };
  addr_info: { family: string; local: string; prefixlen: number; scope: string; dadfailed?: boolean }[];
}

import type { FirewallHook, Packet } from './packet';

/** Whether a packet matches a condition; undefined where the first packet of a connection does not show it. */
export type MatchResult = boolean | undefined;

/** A packet on its path through the rules, with its mark; undefined: the mark is unknown. */
export interface PacketState {
  readonly packet: Packet;
  mark: number | undefined;
}

export type FirewallVerdict =
  | { readonly kind: 'accept' | 'drop' | 'return' | 'other' }
  | { readonly kind: 'jump' | 'goto'; readonly chain: string }
  | { readonly kind: 'mark'; readonly value: number; readonly mask: number };

export interface FirewallRule {
  /** As iptables or nft prints it. */
  readonly text: string;
  matches(passage: PacketState): MatchResult;
  verdict(passage: PacketState): FirewallVerdict;
}

export interface FirewallChain {
  readonly name: string;
  readonly rules: readonly FirewallRule[];
  /** The policy of a base chain, for packets that no rule decides. */
  readonly policy?: 'accept' | 'drop';
  /** The hook of a base chain; undefined: other chains call it. */
  readonly hook?: FirewallHook;
}

/** A table's chains by name. */
export interface FirewallTable {
  readonly name: string;
  readonly chains: ReadonlyMap<string, FirewallChain>;
}

/** Combines conditions by "and": false decides, then unknown. */
export function combineMet(conditions: readonly MatchResult[]): MatchResult {
  if (conditions.includes(false)) return false;
  return conditions.includes(undefined) ? undefined : true;
}

export function negateMet(matches: MatchResult, negate: boolean): MatchResult {
  return matches === undefined ? undefined : matches !== negate;
}

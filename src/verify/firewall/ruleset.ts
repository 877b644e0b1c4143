import type { Hook, Packet } from './packet';

/** Whether a packet meets a condition; undefined where that cannot be told from its first packet. */
export type Met = boolean | undefined;

/** What goes along with a packet while it passes the rules: its mark, where that is known. */
export interface Passage {
  readonly packet: Packet;
  mark: number | undefined;
}

export type Verdict =
  | { readonly kind: 'accept' | 'drop' | 'return' | 'other' }
  | { readonly kind: 'jump' | 'goto'; readonly chain: string }
  | { readonly kind: 'mark'; readonly value: number; readonly mask: number };

export interface FirewallRule {
  /** As its own program writes it. */
  readonly text: string;
  met(passage: Passage): Met;
  verdict(passage: Passage): Verdict;
}

export interface Chain {
  readonly name: string;
  readonly rules: readonly FirewallRule[];
  /** What becomes of a packet that no rule decides on, where the kernel itself calls the chain. */
  readonly policy?: 'accept' | 'drop';
  /** Where the kernel calls it; undefined: other chains do. */
  readonly hook?: Hook;
}

/** A table's chains by name. */
export interface Table {
  readonly name: string;
  readonly chains: ReadonlyMap<string, Chain>;
}

/** All conditions together: one that is not met decides, then one that cannot be told. */
export function allMet(conditions: readonly Met[]): Met {
  if (conditions.includes(false)) return false;
  return conditions.includes(undefined) ? undefined : true;
}

export function negated(met: Met, negate: boolean): Met {
  return met === undefined ? undefined : met !== negate;
}

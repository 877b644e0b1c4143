import type { Packet } from './packet';
import { listHooks } from './packet';
import type { FirewallChain, PacketState, FirewallRule, FirewallTable } from './ruleset';

/** Limit for nested chains; the kernel allows 16. */
const DEEPEST = 32;

/** The result of a chain for a packet: a verdict, or a return to the calling chain. */
type Fate = 'accepted' | 'returned' | { readonly droppedBy: string };

/**
 * The rule or policy that certainly drops a packet; undefined where none does. A condition that the rules alone do not
 * decide (a set, a limit, a time) counts as accepting: a false alarm costs more than a miss, and the pings find what
 * this misses.
 */
export function findDrop(packet: Packet, tables: readonly FirewallTable[]): string | undefined {
  const passage: PacketState = { packet, mark: 0 };
  for (const hook of listHooks(packet)) {
    for (const table of tables) {
      for (const chain of [...table.chains.values()].filter((one) => one.hook === hook)) {
        const fate = evaluateChain(chain, table, passage, 0);
        if (typeof fate === 'object') return fate.droppedBy;
        if (fate === 'returned' && chain.policy === 'drop')
          return `the policy of chain ${chain.name} in table ${table.name}`;
      }
    }
  }
  return undefined;
}

function evaluateChain(
  chain: FirewallChain,
  table: FirewallTable,
  passage: PacketState,
  depth: number,
): Fate {
  if (depth > DEEPEST) return 'returned';
  let mayReturn = false;
  for (const rule of chain.rules) {
    const matches = rule.matches(passage);
    if (matches === false) continue;
    const fate = evaluateRule(rule, table, passage, { sure: matches === true, depth });
    if (fate === 'accepted') return fate;
    if (fate === 'returned') {
      if (matches === true) return fate;
      mayReturn = true;
    } else if (fate !== 'continued') {
      return mayReturn ? 'returned' : fate;
    }
  }
  return 'returned';
}

/** The effect of a rule on a packet that matches it or may match it. */
function evaluateRule(
  rule: FirewallRule,
  table: FirewallTable,
  passage: PacketState,
  { sure, depth }: { readonly sure: boolean; readonly depth: number },
): Fate | 'continued' {
  const verdict = rule.verdict(passage);
  switch (verdict.kind) {
    case 'accept':
      return 'accepted';
    case 'drop':
      return sure ? { droppedBy: rule.text } : 'continued';
    case 'return':
      return 'returned';
    case 'mark':
      passage.mark = sure ? applyMark(passage.mark, verdict) : undefined;
      return 'continued';
    case 'jump':
    case 'goto': {
      const called = table.chains.get(verdict.chain);
      const fate = called === undefined ? 'returned' : evaluateChain(called, table, passage, depth + 1);
      if (fate === 'accepted') return fate;
      if (typeof fate === 'object') return sure ? fate : 'continued';
      return verdict.kind === 'goto' ? 'returned' : 'continued';
    }
    case 'other':
      return 'continued';
  }
}

function applyMark(
  mark: number | undefined,
  { value, mask }: { readonly value: number; readonly mask: number },
) {
  return mark === undefined ? undefined : ((mark & ~mask) ^ value) >>> 0;
}

import type { Packet } from './packet';
import { hooksOf } from './packet';
import type { Chain, Passage, FirewallRule, Table } from './ruleset';

/** How deep chains may call each other: the kernel takes 16. */
const DEEPEST = 32;

/** What becomes of a packet in a chain: decided, or handed back to whoever called the chain. */
type Fate = 'accepted' | 'handed back' | { readonly droppedBy: string };

/**
 * The rule or policy that drops a packet; undefined where none does for sure. Whatever a rule asks that cannot be told
 * from the rules alone (a set, a limit, a time) is taken to let the packet through: a false alarm costs more than a
 * miss, and the pings find what is missed here.
 */
export function surelyDropped(packet: Packet, tables: readonly Table[]): string | undefined {
  const passage: Passage = { packet, mark: 0 };
  for (const hook of hooksOf(packet)) {
    for (const table of tables) {
      for (const chain of [...table.chains.values()].filter((one) => one.hook === hook)) {
        const fate = fateIn(chain, table, passage, 0);
        if (typeof fate === 'object') return fate.droppedBy;
        if (fate === 'handed back' && chain.policy === 'drop')
          return `the policy of chain ${chain.name} in table ${table.name}, which no rule forestalls`;
      }
    }
  }
  return undefined;
}

function fateIn(chain: Chain, table: Table, passage: Passage, depth: number): Fate {
  if (depth > DEEPEST) return 'handed back';
  let mayReturn = false;
  for (const rule of chain.rules) {
    const met = rule.met(passage);
    if (met === false) continue;
    const fate = fateBy(rule, table, passage, { sure: met === true, depth });
    if (fate === 'accepted') return fate;
    if (fate === 'handed back') {
      if (met === true) return fate;
      mayReturn = true;
    } else if (fate !== 'goes on') {
      return mayReturn ? 'handed back' : fate;
    }
  }
  return 'handed back';
}

/** What a rule does with a packet that meets it, or may. */
function fateBy(
  rule: FirewallRule,
  table: Table,
  passage: Passage,
  { sure, depth }: { readonly sure: boolean; readonly depth: number },
): Fate | 'goes on' {
  const verdict = rule.verdict(passage);
  switch (verdict.kind) {
    case 'accept':
      return 'accepted';
    case 'drop':
      return sure ? { droppedBy: rule.text } : 'goes on';
    case 'return':
      return 'handed back';
    case 'mark':
      passage.mark = sure ? marked(passage.mark, verdict) : undefined;
      return 'goes on';
    case 'jump':
    case 'goto': {
      const called = table.chains.get(verdict.chain);
      const fate = called === undefined ? 'handed back' : fateIn(called, table, passage, depth + 1);
      if (fate === 'accepted') return fate;
      if (typeof fate === 'object') return sure ? fate : 'goes on';
      return verdict.kind === 'goto' ? 'handed back' : 'goes on';
    }
    case 'other':
      return 'goes on';
  }
}

function marked(
  mark: number | undefined,
  { value, mask }: { readonly value: number; readonly mask: number },
) {
  return mark === undefined ? undefined : ((mark & ~mask) ^ value) >>> 0;
}

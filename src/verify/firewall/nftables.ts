import type { Hook } from './packet';
import type { NftExpression } from './nftables-conditions';
import { nftMet, nftVerdict } from './nftables-conditions';
import type { Chain, FirewallRule, Table } from './ruleset';

/** As much of `nft -j list ruleset` as is looked at. */
export interface NftRuleset {
  readonly nftables: readonly NftObject[];
}

interface NftObject {
  readonly chain?: NftChain;
  readonly rule?: NftRule;
}

interface NftChain {
  readonly family: string;
  readonly table: string;
  readonly name: string;
  readonly type?: string;
  readonly hook?: string;
  readonly prio?: number;
  readonly policy?: string;
}

interface NftRule {
  readonly family: string;
  readonly table: string;
  readonly chain: string;
  readonly handle?: number;
  readonly comment?: string;
  readonly expr?: readonly NftExpression[];
}

/** Tables that iptables keeps in nftables: iptables-save says more of them. */
const OF_IPTABLES = new Set(['raw', 'mangle', 'nat', 'filter', 'security']);

/** Which families' packets a table sees. */
const SEES: Readonly<Record<4 | 6, readonly string[]>> = { 4: ['ip', 'inet'], 6: ['ip6', 'inet'] };

const HOOKS: readonly string[] = ['prerouting', 'input', 'forward', 'output', 'postrouting'];

/** The tables that one family's packets pass, without those of iptables. */
export function nftTables({ nftables }: NftRuleset, family: 4 | 6): readonly Table[] {
  const tables = new Map<string, Map<string, Chain & { readonly rules: FirewallRule[] }>>();
  const priorities = new Map<string, number>();
  const isSeen = (one: { readonly family: string }) => SEES[family].includes(one.family);
  for (const { chain } of nftables) {
    if (chain === undefined || !isSeen(chain) || isOfIptables(chain, nftables)) continue;
    const name = `${chain.family} ${chain.table}`;
    const chains = tables.get(name) ?? new Map<string, Chain & { readonly rules: FirewallRule[] }>();
    chains.set(chain.name, chainOf(chain));
    tables.set(name, chains);
    priorities.set(name, Math.min(priorities.get(name) ?? Infinity, chain.prio ?? Infinity));
  }
  for (const { rule } of nftables) {
    if (rule === undefined) continue;
    tables.get(`${rule.family} ${rule.table}`)?.get(rule.chain)?.rules.push(ruleOf(rule));
  }
  const order = [...tables.keys()].sort((a, b) => (priorities.get(a) ?? 0) - (priorities.get(b) ?? 0));
  return order.map((name) => ({ name, chains: tables.get(name) ?? new Map<string, Chain>() }));
}

/** iptables names the chains that the kernel calls in capitals. */
function isOfIptables({ family, table }: NftChain, nftables: readonly NftObject[]): boolean {
  if (family === 'inet' || !OF_IPTABLES.has(table)) return false;
  return nftables.some(
    ({ chain }) =>
      chain?.family === family &&
      chain.table === table &&
      (chain.hook === undefined ? chain.name.startsWith('KUBE-') : /^[A-Z]+$/.test(chain.name)),
  );
}

function chainOf({ name, type, hook, policy }: NftChain): Chain & { readonly rules: FirewallRule[] } {
  const known = type === 'filter' && hook !== undefined && HOOKS.includes(hook);
  return {
    ...{ name, rules: [] },
    ...(policy !== undefined && { policy: policy === 'drop' ? 'drop' : 'accept' }),
    ...(known && { hook: hook as Hook }),
  };
}

function ruleOf({ family, table, chain, handle, comment, expr = [] }: NftRule): FirewallRule {
  const remark = comment === undefined ? '' : ` ("${comment}")`;
  return {
    text: `rule ${handle ?? ''} of chain ${chain} in table ${family} ${table}${remark}`,
    met: (passage) => nftMet(expr, passage),
    verdict: (passage) => nftVerdict(expr, passage),
  };
}

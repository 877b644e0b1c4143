import type { FirewallHook } from './packet';
import type { NftExpression } from './nftables-conditions';
import { evaluateExpressions, findVerdict } from './nftables-conditions';
import type { FirewallChain, FirewallRule, FirewallTable } from './ruleset';

/** The fields of `nft -j list ruleset` that checks read. */
export interface NftRuleset {
  readonly nftables: readonly NftObject[];
}

interface NftObject {
  readonly chain?: NftChain;
  readonly rule?: NftRule;
  readonly map?: NftMap;
}

/** A named map, such as kube-proxy's `service-ips`. */
export interface NftMap {
  readonly family: string;
  readonly table: string;
  readonly name: string;
  readonly elem?: readonly (readonly [unknown, unknown])[];
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

/** Tables that iptables keeps in nftables: iptables-save prints more of them. */
const OF_IPTABLES = new Set(['raw', 'mangle', 'nat', 'filter', 'security']);

/** The nftables families whose tables see packets of an address family. */
const SEES: Readonly<Record<4 | 6, readonly string[]>> = { 4: ['ip', 'inet'], 6: ['ip6', 'inet'] };

const HOOKS: readonly string[] = ['prerouting', 'input', 'forward', 'output', 'postrouting'];

/** The tables that packets of one family pass, without those of iptables. */
export function parseNftables({ nftables }: NftRuleset, family: 4 | 6): readonly FirewallTable[] {
  const tables = new Map<string, Map<string, FirewallChain & { readonly rules: FirewallRule[] }>>();
  const priorities = new Map<string, number>();
  const isSeen = (one: { readonly family: string }) => SEES[family].includes(one.family);
  for (const { chain } of nftables) {
    if (chain === undefined || !isSeen(chain) || isOfIptables(chain, nftables)) continue;
    const name = `${chain.family} ${chain.table}`;
    const chains = tables.get(name) ?? new Map<string, FirewallChain & { readonly rules: FirewallRule[] }>();
    chains.set(chain.name, parseChain(chain));
    tables.set(name, chains);
    priorities.set(name, Math.min(priorities.get(name) ?? Infinity, chain.prio ?? Infinity));
  }
  for (const { rule } of nftables) {
    if (rule === undefined) continue;
    tables.get(`${rule.family} ${rule.table}`)?.get(rule.chain)?.rules.push(parseRule(rule));
  }
  const order = [...tables.keys()].sort((a, b) => (priorities.get(a) ?? 0) - (priorities.get(b) ?? 0));
  return order.map((name) => ({ name, chains: tables.get(name) ?? new Map<string, FirewallChain>() }));
}

/** The names of iptables' built-in chains are upper-case. */
function isOfIptables({ family, table }: NftChain, nftables: readonly NftObject[]): boolean {
  if (family === 'inet' || !OF_IPTABLES.has(table)) return false;
  return nftables.some(
    ({ chain }) =>
      chain?.family === family &&
      chain.table === table &&
      (chain.hook === undefined ? chain.name.startsWith('KUBE-') : /^[A-Z]+$/.test(chain.name)),
  );
}

function parseChain({
  name,
  type,
  hook,
  policy,
}: NftChain): FirewallChain & { readonly rules: FirewallRule[] } {
  const known = type === 'filter' && hook !== undefined && HOOKS.includes(hook);
  return {
    ...{ name, rules: [] },
    ...(policy !== undefined && { policy: policy === 'drop' ? 'drop' : 'accept' }),
    ...(known && { hook: hook as FirewallHook }),
  };
}

function parseRule({ family, table, chain, handle, comment, expr = [] }: NftRule): FirewallRule {
  const remark = comment === undefined ? '' : ` ("${comment}")`;
  return {
    text: `rule ${handle ?? ''} of chain ${chain} in table ${family} ${table}${remark}`,
    matches: (passage) => evaluateExpressions(expr, passage),
    verdict: (passage) => findVerdict(expr, passage),
  };
}

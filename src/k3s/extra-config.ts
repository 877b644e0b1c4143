import type { ExtraFlags, NetworkPlan, NodePlan } from '../plan';
import { isBooleanFlag, isFlagOf, isListFlag, splitValue } from '../releases/k3s-flags';
import type { NodeConfig } from './node-config-values';

type ConfigValue = NodeConfig[string];

/**
 * The keys of a node file with the profile's own ones behind them, in alphabetical order. Lists are appended, to ours
 * too. A key that the node's role does not have is left out: an agent exits on it.
 */
export function addExtraConfig(config: NodeConfig, plan: NetworkPlan, node: NodePlan): NodeConfig {
  const all: Record<string, ConfigValue> = { ...config };
  const extra = mergeExtra(plan.k3sExtra, node.extra);
  for (const flag of [...extra.keys()].sort()) {
    const value = extra.get(flag) as ConfigValue;
    if (!isFlagOf(node.role, flag)) continue;
    if (!isListFlag(flag)) all[flag] = value;
    else if (isList(value) && value.length > 0) all[`${flag}+`] = [...listOf(all[`${flag}+`]), ...value];
  }
  return all;
}

/** By the flag's name without `+`. A node's value replaces the cluster's; its lists are appended. */
function mergeExtra(cluster: ExtraFlags, node: ExtraFlags): ReadonlyMap<string, ConfigValue> {
  const merged = new Map<string, ConfigValue>();
  for (const [key, value] of [...Object.entries(cluster), ...Object.entries(node)]) {
    const flag = key.replace(/\+$/, '');
    const own = normalize(flag, value);
    merged.set(flag, isList(own) ? [...listOf(merged.get(flag)), ...own] : own);
  }
  return merged;
}

/** k3s reads every value as text: `10` and `"10"` are the same, and written in one form. */
function normalize(flag: string, value: ExtraFlags[string]): ConfigValue {
  if (isListFlag(flag)) {
    const texts = (isList(value) ? value : [value]).map(String);
    return texts.flatMap((text) => splitValue(flag, text));
  }
  const text = String(value);
  if (isBooleanFlag(flag) && /^(?:true|false)$/.test(text)) return text === 'true';
  return /^(?:0|[1-9]\d{0,14})$/.test(text) ? Number(text) : text;
}

function listOf(value: ConfigValue | undefined): readonly string[] {
  return value !== undefined && isList(value) ? value : [];
}

function isList<T>(value: T): value is Extract<T, readonly unknown[]> {
  return Array.isArray(value);
}

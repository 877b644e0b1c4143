import { isAtLeast } from '../../releases';
import { PLUGIN_GRAMMARS } from './grammar';
import type { PluginGrammar, PluginRepetition } from './plugin-grammar';

/** The grammar of a plugin, if this CoreDNS has it; names are case-sensitive. */
export function grammarOf(name: string, coredns: string): PluginGrammar | undefined {
  const grammar = PLUGIN_GRAMMARS.get(name);
  return grammar === undefined || isAtLeast(coredns, grammar.since ?? coredns) ? grammar : undefined;
}

/** Whether this CoreDNS has the plugin. */
export function hasPlugin(name: string, coredns: string): boolean {
  return grammarOf(name, coredns) !== undefined;
}

/** The names of the plugins of this CoreDNS, sorted. */
export function pluginNames(coredns: string): readonly string[] {
  return [...PLUGIN_GRAMMARS.keys()].filter((name) => hasPlugin(name, coredns)).sort();
}

/** The first version that has the plugin; undefined if every supported k3s has it, or CoreDNS does not have it. */
export function pluginSince(name: string): string | undefined {
  return PLUGIN_GRAMMARS.get(name)?.since;
}

/** What a second use in the same server block does; undefined if CoreDNS does not have the plugin. */
export function repetitionOf(name: string): PluginRepetition | undefined {
  return PLUGIN_GRAMMARS.get(name)?.repeated;
}

/** Whether any CoreDNS has a plugin of this name. */
export function isPlugin(name: string): boolean {
  return PLUGIN_GRAMMARS.has(name);
}

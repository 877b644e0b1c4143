import { isBooleanFlag, isListFlag, resolveAlias } from '../releases/k3s-flags';
import type { NodeConfig } from './node-config-values';

/** A command line of k3s without the flags that a node file sets. */
export interface ReleasedFlags {
  /** The words that stay. */
  readonly words: readonly string[];
  /** Names of the flags that were left out, each once: `node-ip`. */
  readonly flags: readonly string[];
  /** Those of them because of which k3s would not start, or not do what the node file has. */
  readonly conflicts: readonly string[];
}

/**
 * Leaves out the flags that a node file sets. k3s reads its files first and then its command line: a single value of the
 * command line overrides the file, and a list is appended to that of the file. With `node-ip` in both places the kubelet
 * exits, since it has the same address twice. Of lists that the node file appends to, such as `disable`, the flag stays.
 *
 * @param words a command line, the binary first
 */
export function releaseFlags(words: readonly string[], config: NodeConfig): ReleasedFlags {
  const kept: string[] = [];
  const flags = new Set<string>();
  const conflicts = new Set<string>();
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const match = /^--?([A-Za-z][\w-]*)(?:=([^]*))?$/.exec(word);
    const name = resolveAlias(match?.[1] ?? '');
    const hasNext = match !== null && match[2] === undefined && !isBooleanFlag(name);
    const value = match?.[2] ?? (hasNext ? words[index + 1] : undefined);
    if (match !== null && Object.hasOwn(config, name)) {
      flags.add(name);
      if (isListFlag(name) || (value ?? 'true') !== String(config[name])) conflicts.add(name);
    } else kept.push(...words.slice(index, index + (hasNext ? 2 : 1)));
    if (hasNext) index += 1;
  }
  return { words: kept, flags: [...flags], conflicts: [...conflicts] };
}

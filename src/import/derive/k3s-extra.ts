import type { ProfileInput } from '../../profile/schema/profile';
import { findManagingKey, findManagingKeyOfElement } from '../../profile/managed-flags';
import { isBooleanFlag, isFlagOf, isKnownFlag, isListFlag, isSecretFlag } from '../../releases/k3s-flags';
import type { ImportedNode } from './nodes';

type ExtraFlags = Record<string, NonNullable<NonNullable<ProfileInput['k3s']>['extra']>[string]>;

/** The further keys of all nodes, and those of each node. */
export interface ImportedExtra {
  readonly all: ExtraFlags;
  readonly ofNodes: ReadonlyMap<ImportedNode, ExtraFlags>;
}

/**
 * The keys of node files that no other key of the profile has. Those of a user's own configuration stay there: k3s reads
 * them beside the node file. Call it when everything else has read its keys.
 */
export function importExtra(nodes: readonly ImportedNode[]): ImportedExtra {
  const found = new Map(
    nodes.filter(({ rendered }) => rendered.names.length > 0).map((node) => [node, readExtra(node)] as const),
  );
  const names = [...new Set([...found.values()].flatMap((flags) => Object.keys(flags)))].sort();
  const shared = names.filter((name) => isShared(name, nodes, found));
  const all: ExtraFlags = {};
  for (const name of shared) {
    const owner = nodes.find(({ role }) => isFlagOf(role, name));
    const value = owner && found.get(owner)?.[name];
    if (value !== undefined) all[name] = value;
  }
  const ofNodes = [...found].map(([node, flags]) => {
    const own = Object.entries(flags).filter(([name]) => !shared.includes(name));
    return [node, Object.fromEntries(own)] as const;
  });
  return { all, ofNodes: new Map(ofNodes) };
}

/** Whether every node whose role has the flag has it with the same value. */
function isShared(
  name: string,
  nodes: readonly ImportedNode[],
  found: ReadonlyMap<ImportedNode, ExtraFlags>,
): boolean {
  const values = nodes
    .filter(({ role }) => isFlagOf(role, name))
    .map((node) => JSON.stringify(found.get(node)?.[name]));
  return values.length > 0 && values.every((value) => value !== undefined && value === values[0]);
}

function readExtra({ settings, rendered }: ImportedNode): ExtraFlags {
  const flags: ExtraFlags = {};
  for (const name of rendered.names) {
    if (isSecretFlag(name) || !isKnownFlag(name) || findManagingKey(name) !== undefined) continue;
    const values = rendered.values(name);
    if (!settings.isBeyond(name, values)) settings.all(name);
    const own = values.filter((value) => findManagingKeyOfElement(name, value) === undefined);
    if (!isListFlag(name)) flags[name] = parseValue(name, values.at(-1) ?? '');
    else if (own.length > 0) flags[name] = own;
  }
  return flags;
}

/** In the form in which synth writes it. */
function parseValue(name: string, text: string): string | number | boolean {
  if (isBooleanFlag(name) && /^(?:true|false)$/.test(text)) return text === 'true';
  return /^(?:0|[1-9]\d{0,14})$/.test(text) ? Number(text) : text;
}

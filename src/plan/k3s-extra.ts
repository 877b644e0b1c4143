import type { ProfilePath } from '../diagnostics';
import { pathOf } from '../diagnostics';
import type { ExtraFlags, NetworkPlan, NodePlan } from './model';

/** One further key of the node files. */
export interface ExtraFlag {
  readonly path: ProfilePath;
  /** As written, which may end in `+`. */
  readonly key: string;
  /** The flag's name. */
  readonly flag: string;
  readonly value: ExtraFlags[string];
  /** The node that it is for; undefined for one of all nodes. */
  readonly node?: NodePlan;
}

/** The further keys of all node files, in the profile's order. */
export function listExtraFlags({ k3sExtra, nodes }: NetworkPlan): readonly ExtraFlag[] {
  return [...listFlags(k3sExtra), ...nodes.flatMap((node) => listFlags(node.extra, node))];
}

function listFlags(flags: ExtraFlags, node?: NodePlan): readonly ExtraFlag[] {
  return Object.entries(flags).map(([key, value]) => ({
    path: pathOf(flags, key),
    key,
    flag: key.replace(/\+$/, ''),
    value,
    ...(node && { node }),
  }));
}

/** The elements of a key, each with its path; a single value is one element. */
export function listElements({ path, value }: ExtraFlag): readonly { path: ProfilePath; text: string }[] {
  if (!Array.isArray(value)) return [{ path, text: String(value) }];
  const elements = value as readonly (string | number | boolean)[];
  return elements.map((element, index) => ({ path: [...path, index], text: String(element) }));
}

import type { CST } from 'yaml';

/** A token that may hold others; the parser's own types name each kind separately. */
interface Holder {
  readonly value?: CST.Token;
  readonly items?: readonly { readonly key?: CST.Token | null; readonly value?: CST.Token }[];
}

/** Whether maps and lists are nested deeper than `limit`. Walks without recursion: depth is what it is for. */
export function nestsDeeperThan(limit: number, token: CST.Token): boolean {
  const open: { readonly holder: Holder; readonly depth: number }[] = [{ holder: token as Holder, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { holder, depth } = next;
    if (depth > limit) return true;
    if (holder.items === undefined) {
      if (typeof holder.value === 'object') open.push({ holder: holder.value as Holder, depth });
      continue;
    }
    for (const { key, value } of holder.items) {
      if (key) open.push({ holder: key as Holder, depth: depth + 1 });
      if (value) open.push({ holder: value as Holder, depth: depth + 1 });
    }
  }
  return false;
}

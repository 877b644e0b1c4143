import type { CST } from 'yaml';

/** A token that may hold others; the parser's own types name each kind separately. */
interface Holder {
  readonly value?: CST.Token | string;
  readonly items?: readonly { readonly key?: CST.Token | null; readonly value?: CST.Token }[];
}

/** Whether maps and lists are nested deeper than `limit`. Goes no deeper itself, however deep they are. */
export function nestsDeeperThan(limit: number, token: CST.Token | string | null | undefined): boolean {
  if (token === null || typeof token !== 'object') return false;
  const { items, value } = token as Holder;
  if (items === undefined) return nestsDeeperThan(limit, value);
  if (limit === 0) return true;
  return items.some((item) => nestsDeeperThan(limit - 1, item.key) || nestsDeeperThan(limit - 1, item.value));
}

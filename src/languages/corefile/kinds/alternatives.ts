import { quoteText } from '../../../diagnostics';

/** `"a", "b" or "c"` */
export function alternatives(words: readonly string[]): string {
  const all = words.map(quoteText);
  const last = all[all.length - 1] ?? '';
  return all.length < 2 ? last : `${all.slice(0, -1).join(', ')} or ${last}`;
}

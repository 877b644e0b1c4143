import { quoteCommand } from '../../terminal/quote-command';
import type { ObjectMeta } from './live-objects';

/** A kubectl command as one line for a shell: names of objects come from the cluster. */
export function formatKubectl(...words: readonly string[]): string {
  return quoteCommand(['kubectl', ...words]);
}

/** The same in the namespace of an object. */
export function formatKubectlFor({ namespace }: ObjectMeta, ...words: readonly string[]): string {
  return formatKubectl(...(namespace === undefined ? [] : ['-n', namespace]), ...words);
}

import type { Output, Place } from '../place';
import { runRequired } from '../hosts/required';

/** Seconds for an answer. */
const PATIENCE = 8;

/**
 * Asks for a URL as it is meant: by no proxy and with no settings of whoever runs it, and whoever signed the
 * certificate.
 *
 * @param options further ones of curl
 * @throws Unreachable where there is no curl
 */
export function curl(here: Place, url: string, options: readonly string[] = []): Promise<Output> {
  // -q counts only where it comes first.
  const words = ['curl', '-q', '-gsk', '--noproxy', '*', '-m', String(PATIENCE), ...options, url];
  return runRequired(here, words, 'curl', { timeoutSeconds: PATIENCE + 4 });
}

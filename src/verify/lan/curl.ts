import type { CommandOutput, Host } from '../host';
import { runRequired } from '../hosts/run-required';

/** Timeout of a request, in seconds. */
const TIMEOUT_SECONDS = 8;

/**
 * Requests a URL without a proxy, without the user's curlrc, and without verifying the certificate.
 *
 * @param options of curl
 * @throws UnreachableError where curl is missing
 */
export function runCurl(host: Host, url: string, options: readonly string[] = []): Promise<CommandOutput> {
  // curl accepts -q only as its first option.
  const words = ['curl', '-q', '-gsk', '--noproxy', '*', '-m', String(TIMEOUT_SECONDS), ...options, url];
  return runRequired(host, words, 'curl', { timeoutSeconds: TIMEOUT_SECONDS + 4 });
}

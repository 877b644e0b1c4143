import { formatForUrl } from '../../address';
import type { Host } from '../host';
import { runRequired } from '../hosts/run-required';

/** Seconds until a port that does not answer counts as unreachable. */
const TIMEOUT_SECONDS = 3;

/** curl's exit status for a refused connection. */
const REFUSED = 7;

/** curl's exit status for a timeout. */
const TIMED_OUT = 28;

/** Why a TCP connection fails; undefined where it opens, whatever the server then answers. */
export async function findRefusal(host: Host, address: string, port: number): Promise<string | undefined> {
  const timeouts = ['--connect-timeout', String(TIMEOUT_SECONDS), '--max-time', String(TIMEOUT_SECONDS + 2)];
  const quiet = ['-sk', '-o', '/dev/null', '--noproxy', '*', '-w', '%{time_connect}'];
  const words = ['curl', ...quiet, ...timeouts, `https://${formatForUrl(address)}:${port}/`];
  const output = await runRequired(host, words, 'curl');
  if (output.status === REFUSED) return 'connection refused, or no route';
  // A busy server may accept the connection at once and answer late.
  const connected = Number(output.stdout) > 0;
  return output.status === TIMED_OUT && !connected ? `no answer in ${TIMEOUT_SECONDS} s` : undefined;
}

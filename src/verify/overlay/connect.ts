import { formatForUrl } from '../../address';
import type { Place } from '../place';
import { runRequired } from '../hosts/required';

/** Seconds until a port that does not answer counts as closed to us. */
const PATIENCE = 3;

/** curl's word for a connection that was refused. */
const REFUSED = 7;

/** curl's word for a time that has run out. */
const TIMED_OUT = 28;

/** How a TCP port answers: undefined where the connection opens, whatever is then said over it. */
export async function refusalOf(here: Place, address: string, port: number): Promise<string | undefined> {
  const patience = ['--connect-timeout', String(PATIENCE), '--max-time', String(PATIENCE + 2)];
  const quiet = ['-sk', '-o', '/dev/null', '--noproxy', '*', '-w', '%{time_connect}'];
  const words = ['curl', ...quiet, ...patience, `https://${formatForUrl(address)}:${port}/`];
  const output = await runRequired(here, words, 'curl');
  if (output.status === REFUSED) return 'refused, or no way to it';
  // A busy server may open the connection at once and say nothing for long.
  const connected = Number(output.stdout) > 0;
  return output.status === TIMED_OUT && !connected ? `no answer in ${PATIENCE} s` : undefined;
}

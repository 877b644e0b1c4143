import type { Place } from '../place';
import { Unreachable } from '../place';

const NO_SUCH_PROGRAM = 127;

/** Seconds until a port that does not answer counts as closed to us. */
const PATIENCE = 3;

/** curl's word for a connection that was refused. */
const REFUSED = 7;

/** curl's word for a time that has run out. */
const TIMED_OUT = 28;

/** How a TCP port answers: undefined where the connection opens. */
export async function refusalOf(here: Place, address: string, port: number): Promise<string | undefined> {
  const host = address.includes(':') ? `[${address}]` : address;
  const argv = ['curl', '-sk', '-o', '/dev/null', '--noproxy', '*', '--connect-timeout', String(PATIENCE)];
  const { status, stderr } = await here.run([
    ...argv,
    '--max-time',
    String(PATIENCE + 2),
    `https://${host}:${port}/`,
  ]);
  if (status === NO_SUCH_PROGRAM)
    throw new Unreachable(`there is no "curl" on ${here.name}`, `install curl on ${here.name}`);
  if (status === REFUSED)
    return /unreachable|No route/i.test(stderr) ? 'no way to it' : 'refused, or no way to it';
  return status === TIMED_OUT ? `no answer in ${PATIENCE} s` : undefined;
}

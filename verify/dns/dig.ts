import type { Output, Place } from '../place';
import { runRequired } from '../places/required';

/** What a name server answered. */
export interface Answer {
  /** `NOERROR`, `NXDOMAIN`, `SERVFAIL`; undefined where no answer came. */
  readonly status?: string;
  /** Data of the records, in their order. */
  readonly records: readonly string[];
}

export interface Query {
  readonly server: string;
  /** @default 53 */
  readonly port?: number;
  readonly name: string;
  readonly type: 'A' | 'AAAA' | 'SOA';
  /** @default false */
  readonly tcp?: boolean;
}

/** Asks a name server by `dig`. @throws Unreachable where there is none */
export async function ask(here: Place, { server, port = 53, name, type, tcp }: Query): Promise<Answer> {
  const options = ['+time=2', '+tries=2', '+noall', '+comments', '+answer', ...(tcp ? ['+tcp'] : [])];
  const output = await runRequired(
    here,
    ['dig', `@${server}`, '-p', String(port), name, type, ...options],
    'bind9-dnsutils',
  );
  return answerOf(output);
}

/** @see https://bind9.readthedocs.io/en/latest/manpages.html#dig-dns-lookup-utility */
export function answerOf({ stdout }: Pick<Output, 'stdout'>): Answer {
  const [, status] = /^;; ->>HEADER<<-.*status: ([A-Z]+)/m.exec(stdout) ?? [];
  const records = stdout
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith(';'))
    .map((line) => line.split(/\s+/))
    .filter(([, , , type]) => type === 'A' || type === 'AAAA')
    .map((fields) => fields.slice(4).join(' '));
  return { records, ...(status !== undefined && { status }) };
}

/** `NXDOMAIN`, `10.0.0.1`, `no answer`. */
export function answerText({ status, records }: Answer): string {
  if (status === undefined) return 'no answer';
  return records.length > 0 ? records.join(', ') : status === 'NOERROR' ? 'no record' : status;
}

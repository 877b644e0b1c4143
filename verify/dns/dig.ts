import type { Output, Place } from '../place';
import { Unreachable } from '../place';
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
  /** Name in the certificate of a server that is asked by TLS, or its address. @default - not asked by TLS */
  readonly tlsName?: string;
}

/** Asks a name server by `dig`. @throws Unreachable where there is none, or one that cannot ask so */
export async function ask(here: Place, query: Query): Promise<Answer> {
  const { server, port = 53, name, type } = query;
  const options = ['+time=2', '+tries=2', '+noall', '+comments', '+answer', ...transportOf(query)];
  const words = ['dig', `@${server}`, '-p', String(port), name, type, ...options];
  const output = await runRequired(here, words, 'bind9-dnsutils');
  if (query.tlsName !== undefined && /invalid option: \+tls/i.test(output.stdout + output.stderr)) {
    const because = `the "dig" on ${here.name} cannot ask by TLS`;
    throw new Unreachable(because, `install dig 9.18 or newer (Debian: bind9-dnsutils) on ${here.name}`);
  }
  return answerOf(output);
}

/** With the system's authorities, as CoreDNS does. */
function transportOf({ tcp, tlsName }: Query): readonly string[] {
  if (tlsName !== undefined) return ['+tls-ca', `+tls-hostname=${tlsName}`];
  return tcp ? ['+tcp'] : [];
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

import type { Output, Place } from '../place';
import { Unreachable } from '../place';
import { runRequired } from '../hosts/required';
import { canonical } from '../readings';

/** What a name server answered. */
export interface Answer {
  /** `NOERROR`, `NXDOMAIN`, `SERVFAIL`; undefined where no answer came. */
  readonly status?: string;
  /** Addresses, in their order; of a zone its first name server and whom to write to. */
  readonly records: readonly string[];
  /** Names that the name stands for, each for the next. */
  readonly aliases: readonly string[];
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
  const lines = stdout.split('\n').filter((line) => line !== '' && !line.startsWith(';'));
  const found = lines.map((line) => {
    const [, , , type = '', ...data] = line.split(/\s+/);
    return { type, data };
  });
  return {
    records: found.flatMap(({ type, data }) => recordOf(type, data)),
    aliases: found.flatMap(({ type, data: [name = ''] }) => (type === 'CNAME' ? [name] : [])),
    ...(status !== undefined && { status }),
  };
}

/** What a record says for longer than a moment: a zone's numbers change with each change of it. */
function recordOf(type: string, data: readonly string[]): readonly string[] {
  if (type === 'A' || type === 'AAAA') return data.slice(0, 1).map(canonical);
  return type === 'SOA' ? data.slice(0, 2).map((name) => name.toLowerCase()) : [];
}

/** `NXDOMAIN`, `10.0.0.1`, `no answer`. */
export function answerText({ status, records }: Answer): string {
  if (status === undefined) return 'no answer';
  return records.length > 0 ? records.join(', ') : status === 'NOERROR' ? 'no record' : status;
}

/**
 * Whether two answers are of one thing. Many turn their addresses round or give some of them, and each server of a zone
 * may call itself the first: one in common is enough.
 */
export function isSameAnswer(one: Answer, other: Answer): boolean {
  if (one.status === undefined || one.status !== other.status) return false;
  const [told, toldToo] = [one, other].map(({ records, aliases }) => [...records, ...aliases]);
  if (told === undefined || toldToo === undefined) return false;
  return told.length + toldToo.length === 0 || told.some((data) => toldToo.includes(data));
}

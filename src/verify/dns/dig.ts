import type { CommandOutput, Host } from '../host';
import { UnreachableError } from '../host';
import { runRequired } from '../hosts/run-required';
import { quoteCommand } from '../../terminal/quote-command';
import { canonicalize } from '../readings';

/** The answer of a name server. */
export interface Answer {
  /** `NOERROR`, `NXDOMAIN`, `SERVFAIL`; undefined where the server did not answer. */
  readonly status?: string;
  /** Addresses, in order; for SOA the primary name server and the contact. */
  readonly records: readonly string[];
  /** The chain of CNAMEs. */
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
  /** Name or address in the server's certificate, for DNS over TLS. @default - no TLS */
  readonly tlsName?: string;
}

/** The query as a command for people: `on pi1: dig @10.43.0.10 home.arpa SOA`. */
export function formatQuery(host: Host, { server, port = 53, name, type, ...rest }: Query): string {
  const ofPort = port === 53 ? [] : ['-p', String(port)];
  const words = [
    'dig',
    `@${server}`,
    ...ofPort,
    name,
    type,
    ...listTransportOptions({ server, name, type, ...rest }),
  ];
  return `on ${host.name}: ${quoteCommand(words)}`;
}

/** Queries a name server by `dig`. @throws UnreachableError where dig is missing or lacks TLS */
export async function queryDns(host: Host, query: Query): Promise<Answer> {
  const { server, port = 53, name, type } = query;
  const options = ['+time=2', '+tries=2', '+noall', '+comments', '+answer', ...listTransportOptions(query)];
  const words = ['dig', `@${server}`, '-p', String(port), name, type, ...options];
  const output = await runRequired(host, words, 'bind9-dnsutils');
  if (query.tlsName !== undefined && /invalid option: \+tls/i.test(output.stdout + output.stderr)) {
    const reason = `the "dig" on ${host.name} does not support DNS over TLS`;
    throw new UnreachableError(reason, `install dig 9.18 or newer (Debian: bind9-dnsutils) on ${host.name}`);
  }
  return parseAnswer(output);
}

/** Verifies certificates with the system's CAs, as CoreDNS does. */
function listTransportOptions({ tcp, tlsName }: Query): readonly string[] {
  if (tlsName !== undefined) return ['+tls-ca', `+tls-hostname=${tlsName}`];
  return tcp ? ['+tcp'] : [];
}

/** @see https://bind9.readthedocs.io/en/latest/manpages.html#dig-dns-lookup-utility */
export function parseAnswer({ stdout }: Pick<CommandOutput, 'stdout'>): Answer {
  const [, status] = /^;; ->>HEADER<<-.*status: ([A-Z]+)/m.exec(stdout) ?? [];
  const lines = stdout.split('\n').filter((line) => line !== '' && !line.startsWith(';'));
  const found = lines.map((line) => {
    const [, , , type = '', ...data] = line.split(/\s+/);
    return { type, data };
  });
  return {
    records: found.flatMap(({ type, data }) => parseRecord(type, data)),
    aliases: found.flatMap(({ type, data: [name = ''] }) => (type === 'CNAME' ? [name] : [])),
    ...(status !== undefined && { status }),
  };
}

/** The stable fields of a record: the numbers of an SOA record change with the zone. */
function parseRecord(type: string, data: readonly string[]): readonly string[] {
  if (type === 'A' || type === 'AAAA') return data.slice(0, 1).map(canonicalize);
  return type === 'SOA' ? data.slice(0, 2).map((name) => name.toLowerCase()) : [];
}

/** `NXDOMAIN`, `10.0.0.1`, `no answer`. */
export function formatAnswer({ status, records }: Answer): string {
  if (status === undefined) return 'no answer';
  return records.length > 0 ? records.join(', ') : status === 'NOERROR' ? 'no record' : status;
}

/**
 * Whether two answers have a record in common. Name servers rotate addresses or return some of them, and each server of
 * a zone may name itself as primary.
 */
export function isSameAnswer(one: Answer, other: Answer): boolean {
  if (one.status === undefined || one.status !== other.status) return false;
  const data = [...one.records, ...one.aliases];
  const otherData = [...other.records, ...other.aliases];
  return data.length + otherData.length === 0 || data.some((text) => otherData.includes(text));
}

/** How CoreDNS forwards queries. @see https://coredns.io/plugins/forward/ */
export interface ForwardOptions {
  /** Name servers, 1-15: `10.0.0.1`, `10.0.0.1:5353`, `tls://9.9.9.9`. */
  readonly to: readonly string[];
  /**
   * Name in the servers' certificate, for servers by `tls://`.
   *
   * @default - the certificate must be for the server's address
   */
  readonly tlsServername?: string;
  /**
   * How CoreDNS chooses a server.
   *
   * @default - CoreDNS's own, random
   */
  readonly policy?: 'random' | 'round_robin' | 'sequential';
  /**
   * Concurrent queries; CoreDNS refuses more.
   *
   * @default - no limit
   */
  readonly maxConcurrent?: number;
  /**
   * Use TCP even if the client used UDP: for servers behind a firewall that drops large or fragmented UDP packets.
   *
   * @default false
   */
  readonly forceTcp?: boolean;
  /**
   * Seconds between health checks of a server that has failed, more than 0. Until it answers, CoreDNS uses the others.
   *
   * @default - CoreDNS's own, 0.5
   */
  readonly healthCheckSeconds?: number;
}

/** A name with fixed addresses. Queries for other types get an empty answer. */
export interface HostEntry {
  readonly name: string;
  /** IPv4 and IPv6 addresses. */
  readonly addresses: readonly string[];
  /**
   * How long clients may keep the addresses, 0-86400 seconds.
   *
   * @default 60
   */
  readonly ttlSeconds?: number;
  /**
   * Forward queries for other types, such as MX and TXT. A, AAAA and HTTPS are never forwarded: public records of
   * these types would lead clients to other addresses. No effect in a zone that forwards nothing, or whose wildcard
   * forwards nothing.
   *
   * @default false
   */
  readonly fallthrough?: boolean;
}

/** Records of one name and type, other than its addresses. */
export interface ZoneRecord {
  /** The name, in full and without a final dot. It is in the zone. */
  readonly name: string;
  /** CoreDNS answers queries of every type for a CNAME, and resolves its target for A and AAAA. */
  readonly type: 'CAA' | 'CNAME' | 'MX' | 'PTR' | 'SRV' | 'TXT';
  /**
   * How long clients may keep the records, 0-86400 seconds.
   *
   * @default 60
   */
  readonly ttlSeconds?: number;
  /** The data of each record as in a zone file, names with their final dot: `10 mail.home.arpa.`. */
  readonly data: readonly string[];
}

/** One answer for every name below a zone that has no entry of its own. */
export interface WildcardAnswer {
  /** IPv4 and IPv6 addresses. Queries of a type without an address get an empty answer, never another server's. */
  readonly addresses: readonly string[];
  /**
   * How long clients may keep the answer, 0-86400 seconds.
   *
   * @default 60
   */
  readonly ttlSeconds?: number;
  /**
   * Forward everything else: queries for the zone itself, for types other than A, AAAA and HTTPS, and for names with
   * a label that begins with an underscore, such as `_acme-challenge`.
   *
   * @default false
   */
  readonly fallthrough?: boolean;
}

/** A name that CoreDNS resolves as another one. The answer contains the name of the query. */
export interface RewriteRule {
  /** @default 'exact' */
  readonly match?: 'exact' | 'prefix' | 'suffix' | 'regex';
  /** A name, the beginning or the end of one, or a regular expression of Go for names that end in a dot. */
  readonly from: string;
  /** The new name; `{1}` is the first group of the regular expression. */
  readonly to: string;
}

/** How long CoreDNS caches answers. @see https://coredns.io/plugins/cache/ */
export interface CacheOptions {
  /**
   * Longest time in seconds, 1 or more.
   *
   * @default 30
   */
  readonly ttlSeconds?: number;
  /**
   * Longest time in seconds for which the answer that a name does not exist is cached, 1 or more.
   *
   * @default - the same as `ttlSeconds`
   */
  readonly denialTtlSeconds?: number;
  /**
   * Seconds for which CoreDNS answers from expired entries while no upstream answers.
   *
   * @default - never
   */
  readonly serveStaleSeconds?: number;
}

/** Which answers are logged: all, those with a result, those that a name or type does not exist, failures. */
export type LogClass = 'all' | 'success' | 'denial' | 'error';

/**
 * The server block of one zone. Without a `forward` or a `fallthrough` CoreDNS is the authority: a name that is not
 * listed here does not exist.
 */
export interface ZoneOptions {
  /** `home.arpa`, or a network for its reverse look-ups, `10.0.0.0/24`. Not `.`, which is the cluster's own block. */
  readonly zone: string;
  /** @default - nothing is passed on */
  readonly forward?: ForwardOptions;
  /**
   * Forward everything that has no entry here to the servers of `upstream`, where the zone has no `forward`.
   *
   * @default false
   */
  readonly fallthrough?: boolean;
  /** @default - no names */
  readonly hosts?: readonly HostEntry[];
  /**
   * Further records. Other types of their names are forwarded; in an authority they get an empty answer.
   *
   * @default - no records
   */
  readonly records?: readonly ZoneRecord[];
  /** @default - no answer for every name */
  readonly wildcard?: WildcardAnswer;
  /** @default - no rewriting */
  readonly rewrite?: readonly RewriteRule[];
  /**
   * Answers of `forward` that are kept; without one it is ignored.
   *
   * @default - 30 seconds
   */
  readonly cache?: CacheOptions;
  /**
   * Log every query, or those with certain answers.
   *
   * @default false
   */
  readonly log?: boolean | readonly LogClass[];
  /**
   * Log failures.
   *
   * @default true
   */
  readonly errors?: boolean;
}

/** Raw Corefile text. */
export interface CorefileSnippet {
  /** File name: `*.override` goes inside the block of `.`, `*.server` beside it. */
  readonly name: string;
  readonly text: string;
}

/** The names that CoreDNS answers, packaged or standalone. */
export interface DnsOptions {
  /**
   * Where names outside the cluster are asked.
   *
   * @default - the resolv.conf of the node that CoreDNS runs on
   */
  readonly upstream?: ForwardOptions;
  /**
   * Rewriting in the cluster's own block; names that are in a zone are rewritten there.
   *
   * @default - no rewriting
   */
  readonly rewrite?: readonly RewriteRule[];
  /**
   * Log every query of the cluster's own block, or those with certain answers.
   *
   * @default false
   */
  readonly log?: boolean | readonly LogClass[];
  /** @default - no zones */
  readonly zones?: readonly ZoneOptions[];
  /**
   * Names with fixed addresses. One that is in none of the zones takes nothing of its domain with it: names around
   * it and below it are asked upstream.
   *
   * @default - no names
   */
  readonly hosts?: readonly HostEntry[];
  /** @default - none */
  readonly snippets?: readonly CorefileSnippet[];
}

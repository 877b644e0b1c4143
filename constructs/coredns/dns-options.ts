/** How queries are passed on. @see https://coredns.io/plugins/forward/ */
export interface ForwardOptions {
  /** Name servers, 1-15: `10.0.0.1`, `10.0.0.1:5353`, `tls://9.9.9.9`. */
  readonly to: readonly string[];
  /**
   * Name in the servers' certificate, for servers by `tls://`.
   *
   * @default - the certificate's name is not checked against anything
   */
  readonly tlsServername?: string;
  /**
   * Which server is asked.
   *
   * @default - CoreDNS's own, random
   */
  readonly policy?: 'random' | 'round_robin' | 'sequential';
  /**
   * Queries under way at once; more are refused.
   *
   * @default - no limit
   */
  readonly maxConcurrent?: number;
}

/** A name with fixed addresses. */
export interface HostEntry {
  readonly name: string;
  /** IPv4 and IPv6 addresses. */
  readonly addresses: readonly string[];
}

/** One answer for every name below a zone. */
export interface WildcardAnswer {
  /** IPv4 and IPv6 addresses. Queries of a type without an address get an empty answer, never another server's. */
  readonly addresses: readonly string[];
  /**
   * How long clients may keep the answer, 0-86400 seconds.
   *
   * @default 60
   */
  readonly ttlSeconds?: number;
}

/** A name looked up as another one; the answer carries the name that was asked for. */
export interface RewriteRule {
  /** @default 'exact' */
  readonly match?: 'exact' | 'prefix' | 'suffix' | 'regex';
  readonly from: string;
  readonly to: string;
}

/** How long answers are kept. @see https://coredns.io/plugins/cache/ */
export interface CacheOptions {
  /**
   * Longest time in seconds, 1 or more.
   *
   * @default 30
   */
  readonly ttlSeconds?: number;
  /**
   * Answer from expired entries for so many seconds while no upstream answers.
   *
   * @default - never
   */
  readonly serveStaleSeconds?: number;
}

/** What answers for one zone, apart from everything else. */
export interface ZoneOptions {
  /** `home.arpa`; not `.`, which is the cluster's own block. */
  readonly zone: string;
  /** @default - nothing is passed on: names that are not known here do not exist */
  readonly forward?: ForwardOptions;
  /** @default - no names of one's own */
  readonly hosts?: readonly HostEntry[];
  /** @default - no answer for every name */
  readonly wildcard?: WildcardAnswer;
  /** @default - no rewriting */
  readonly rewrite?: readonly RewriteRule[];
  /** @default - 30 seconds */
  readonly cache?: CacheOptions;
  /**
   * Log every query.
   *
   * @default false
   */
  readonly log?: boolean;
}

/** Raw Corefile text. */
export interface CorefileSnippet {
  /** File name: `*.override` goes inside the block of `.`, `*.server` beside it. */
  readonly name: string;
  readonly text: string;
}

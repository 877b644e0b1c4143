import type { SnippetFile } from '../../languages/corefile';
import type { Address } from '../../address';

/** `packaged`: k3s's own, tuned. `standalone`: k3s's own disabled, ours installed. `none`: bring your own. */
export type ComponentMode = 'packaged' | 'standalone' | 'none';

/** How queries of one zone are passed on. */
export interface DnsForward {
  /** Name servers: `10.0.0.1`, `10.0.0.1:5353`, `tls://1.1.1.1`. */
  readonly to: readonly string[];
  /** Name in the servers' certificate, for `tls://`. */
  readonly tlsServername?: string;
  readonly policy?: 'random' | 'round_robin' | 'sequential';
  /** Queries under way at once. */
  readonly maxConcurrent?: number;
}

export interface ZoneForward extends DnsForward {
  readonly zone: string;
}

/** A name with fixed addresses. */
export interface StaticHost {
  readonly name: string;
  readonly addresses: readonly Address[];
}

/** One answer for every name below a zone. */
export interface WildcardTemplate {
  readonly zone: string;
  readonly addresses: readonly Address[];
  readonly ttlSeconds: number;
}

/** Another name looked up in place of the one asked for. */
export interface NameRewrite {
  readonly match: 'exact' | 'suffix' | 'prefix' | 'regex';
  readonly from: string;
  readonly to: string;
}

export interface DnsCache {
  /** Longest time an answer is kept, in seconds. */
  readonly ttlSeconds: number;
  /** Answer from an expired entry while the upstream is away, for this many seconds. */
  readonly serveStaleSeconds?: number;
}

export interface CoreDnsPlan {
  readonly mode: ComponentMode;
  /** The CoreDNS that runs, `major.minor.patch`: k3s's own, or the one that is installed instead. */
  readonly version: string;
  readonly replicas: number;
  readonly upstream?: DnsForward;
  readonly forward: readonly ZoneForward[];
  readonly hosts: readonly StaticHost[];
  readonly template: readonly WildcardTemplate[];
  readonly rewrite: readonly NameRewrite[];
  readonly log: boolean;
  readonly cache?: DnsCache;
  readonly snippets: readonly SnippetFile[];
}

export type { SnippetFile } from '../../languages/corefile';

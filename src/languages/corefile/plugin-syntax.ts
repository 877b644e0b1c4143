/** What may stand behind a word. */
export interface Arguments {
  readonly min: number;
  readonly max: number;
  /**
   * What the first one must be, or words of which all must be.
   *
   * @default - anything
   */
  readonly kind?: 'duration' | 'number' | readonly string[];
}

/** How a plugin is written. */
export interface PluginSyntax {
  readonly arguments: Arguments;
  /** For messages. */
  readonly example: string;
  /**
   * What may stand in its braces.
   *
   * @default - not known: anything
   */
  readonly options?: Readonly<Record<string, Arguments>>;
}

const MANY = Number.MAX_SAFE_INTEGER;

const NONE: Arguments = { min: 0, max: 0 };
const ONE: Arguments = { min: 1, max: 1 };
const ANY: Arguments = { min: 0, max: MANY };
const SOME: Arguments = { min: 1, max: MANY };
const DURATION: Arguments = { min: 1, max: 1, kind: 'duration' };
const NUMBER: Arguments = { min: 1, max: 1, kind: 'number' };

/** The most servers that one forward takes. */
const MAX_SERVERS = 15;

const FORWARD = {
  except: SOME,
  max_fails: NUMBER,
  max_connect_attempts: NUMBER,
  health_check: { min: 1, max: MANY, kind: 'duration' },
  force_tcp: NONE,
  prefer_udp: NONE,
  tls: { min: 0, max: 3 },
  tls_servername: ONE,
  expire: DURATION,
  max_age: DURATION,
  max_idle_conns: NUMBER,
  read_timeout: DURATION,
  doh_method: { ...ONE, kind: ['GET', 'POST'] },
  policy: { ...ONE, kind: ['random', 'round_robin', 'sequential'] },
  max_concurrent: NUMBER,
  next: SOME,
  next_on_nodata: NONE,
  failfast_all_unhealthy_upstreams: NONE,
  failover: SOME,
  resolver: SOME,
  source_address: ONE,
} as const;

const CACHE = {
  success: { min: 1, max: MANY, kind: 'number' },
  denial: { min: 1, max: MANY, kind: 'number' },
  prefetch: { min: 1, max: 3, kind: 'number' },
  serve_stale: { min: 0, max: 5, kind: 'duration' },
  serve_stale_policy: { ...ONE, kind: ['prefer_positive'] },
  servfail: DURATION,
  disable: SOME,
  keepttl: NONE,
} as const;

const TEMPLATE = {
  match: SOME,
  answer: SOME,
  additional: SOME,
  authority: SOME,
  rcode: SOME,
  ederror: { min: 1, max: 2, kind: 'number' },
  fallthrough: ANY,
  upstream: ANY,
} as const;

/**
 * The plugins that overrides and zones are made of, with the options of every version. What is not here is not
 * checked.
 *
 * @see https://coredns.io/plugins/
 */
export const PLUGIN_SYNTAX: ReadonlyMap<string, PluginSyntax> = new Map<string, PluginSyntax>([
  ['acl', { arguments: ANY, example: 'acl {', options: { allow: ANY, block: ANY, filter: ANY, drop: ANY } }],
  ['any', { arguments: NONE, example: 'any' }],
  ['bufsize', { arguments: { min: 0, max: 1, kind: 'number' }, example: 'bufsize 1232' }],
  ['cache', { arguments: ANY, example: 'cache 30', options: CACHE }],
  ['debug', { arguments: NONE, example: 'debug' }],
  [
    'dns64',
    {
      arguments: { min: 0, max: 1 },
      example: 'dns64 64:ff9b::/96',
      options: { prefix: SOME, translate_all: ANY, allow_ipv4: ANY },
    },
  ],
  [
    'errors',
    {
      arguments: { min: 0, max: 1, kind: ['stdout'] },
      example: 'errors',
      options: { stacktrace: ANY, consolidate: { min: 2, max: 4, kind: 'duration' } },
    },
  ],
  [
    'file',
    {
      arguments: SOME,
      example: 'file /etc/coredns/custom/home.arpa.db home.arpa',
      options: {
        fallthrough: ANY,
        reload: { ...SOME, kind: 'duration' },
        reload_by_mtime: ANY,
        upstream: ANY,
      },
    },
  ],
  [
    'forward',
    { arguments: { min: 2, max: MAX_SERVERS + 1 }, example: 'forward . 10.0.0.1', options: FORWARD },
  ],
  ['health', { arguments: { min: 0, max: 1 }, example: 'health', options: { lameduck: DURATION } }],
  [
    'hosts',
    {
      arguments: ANY,
      example: 'hosts {',
      options: {
        fallthrough: ANY,
        fallthrough_unsupported: NONE,
        no_reverse: ANY,
        ttl: { min: 1, max: MANY, kind: 'number' },
        reload: DURATION,
      },
    },
  ],
  [
    'log',
    {
      arguments: ANY,
      example: 'log',
      options: { class: { min: 1, max: MANY, kind: ['all', 'denial', 'error', 'success'] } },
    },
  ],
  ['loop', { arguments: NONE, example: 'loop' }],
  ['minimal', { arguments: NONE, example: 'minimal' }],
  ['ready', { arguments: { min: 0, max: 1 }, example: 'ready', options: { monitor: ONE } }],
  ['reload', { arguments: { min: 0, max: 2, kind: 'duration' }, example: 'reload 30s' }],
  ['rewrite', { arguments: { min: 2, max: MANY }, example: 'rewrite name old.home.arpa new.home.arpa' }],
  ['root', { arguments: SOME, example: 'root /etc/coredns' }],
  ['template', { arguments: { min: 2, max: MANY }, example: 'template IN A home.arpa {', options: TEMPLATE }],
  ['transfer', { arguments: ANY, example: 'transfer {', options: { to: SOME, source: ONE } }],
  ['whoami', { arguments: NONE, example: 'whoami' }],
]);

import type { Directive } from './corefile';
import type { CacheOptions, ForwardOptions, HostEntry, LogClass, RewriteRule } from './dns-options';
import { escapedRegex } from './templates';

/** Seconds that answers are kept unless told otherwise; k3s's own. */
const CACHE_TTL_SECONDS = 30;

/** Answers of each kind that CoreDNS keeps; its own default, which cannot be left out before a time. */
const CACHE_CAPACITY = 9984;

/** Seconds that clients may keep the address of a host; k3s's own for nodes. */
export const HOST_TTL_SECONDS = 60;

const NOTHING: readonly Directive[] = [];

/** An option, if it has a value. */
function option(name: string, value: string | number | undefined): readonly Directive[] {
  return value === undefined ? NOTHING : [{ name, args: [String(value)] }];
}

export function forwardDirective(zone: string, options: ForwardOptions): Directive {
  const { to, tlsServername, policy, maxConcurrent, forceTcp = false, healthCheckSeconds } = options;
  if (to.length === 0) throw new Error(`A forward of ${JSON.stringify(zone)} needs a server`);
  return {
    name: 'forward',
    args: [zone, ...to],
    block: [
      ...option('tls_servername', tlsServername),
      ...option('policy', policy),
      ...option('max_concurrent', maxConcurrent),
      ...(forceTcp ? [{ name: 'force_tcp' }] : NOTHING),
      ...option('health_check', healthCheckSeconds === undefined ? undefined : `${healthCheckSeconds}s`),
    ],
  };
}

/** Entries come first: after `fallthrough` the plugin takes nothing but its options. */
export function hostsDirective(hosts: readonly HostEntry[]): Directive {
  const entries = hosts.flatMap(({ name, addresses }) =>
    addresses.map((address) => ({ name: address, args: [name] })),
  );
  return { name: 'hosts', block: [...entries, ...option('ttl', HOST_TTL_SECONDS), { name: 'fallthrough' }] };
}

/**
 * Only an exact match is written back into the answer by itself. CoreDNS closes a prefix with a dot, as if it were a
 * whole name, and so never finds it: a regular expression does.
 *
 * @see https://coredns.io/plugins/rewrite/
 */
export function rewriteDirective({ match = 'exact', from, to }: RewriteRule): Directive {
  const name = (...args: string[]) => ({ name: 'rewrite', args: ['name', ...args] });
  if (match === 'exact') return name('exact', from, to);
  if (match === 'prefix')
    return name('regex', `^${escapedRegex(from)}(.*)\\.$`, `${to}{1}`, 'answer', 'auto');
  return name(match, from, to, 'answer', 'auto');
}

export function cacheDirective({
  ttlSeconds = CACHE_TTL_SECONDS,
  denialTtlSeconds,
  serveStaleSeconds,
}: CacheOptions): Directive {
  const denial = { name: 'denial', args: [String(CACHE_CAPACITY), String(denialTtlSeconds)] };
  return {
    name: 'cache',
    args: [String(ttlSeconds)],
    block: [
      ...(denialTtlSeconds === undefined ? NOTHING : [denial]),
      ...option('serve_stale', serveStaleSeconds === undefined ? undefined : `${serveStaleSeconds}s`),
    ],
  };
}

/** One line, or none. */
export function logDirectives(log: boolean | readonly LogClass[]): readonly Directive[] {
  if (log === false) return NOTHING;
  return [{ name: 'log', block: log === true ? [] : [{ name: 'class', args: log }] }];
}

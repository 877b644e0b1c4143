import type { Directive } from './corefile';
import type { CacheOptions, ForwardOptions, HostEntry, RewriteRule, WildcardAnswer } from './dns-options';

/** Seconds that answers are kept unless told otherwise; k3s's own. */
const CACHE_TTL_SECONDS = 30;

/** Seconds that clients may keep a static answer unless told otherwise; k3s's own for nodes. */
const STATIC_TTL_SECONDS = 60;

export function forwardDirective(zone: string, options: ForwardOptions): Directive {
  const { to, tlsServername, policy, maxConcurrent } = options;
  return {
    name: 'forward',
    args: [zone, ...to],
    block: [
      ...(tlsServername === undefined ? [] : [{ name: 'tls_servername', args: [tlsServername] }]),
      ...(policy === undefined ? [] : [{ name: 'policy', args: [policy] }]),
      ...(maxConcurrent === undefined ? [] : [{ name: 'max_concurrent', args: [String(maxConcurrent)] }]),
    ],
  };
}

/** Entries come first: after `fallthrough` the plugin takes nothing but its options. */
export function hostsDirective(hosts: readonly HostEntry[], fallthrough: boolean): Directive {
  const entries = hosts.flatMap(({ name, addresses }) =>
    addresses.map((address) => ({ name: address, args: [name] })),
  );
  return {
    name: 'hosts',
    block: [
      ...entries,
      { name: 'ttl', args: [String(STATIC_TTL_SECONDS)] },
      ...(fallthrough ? [{ name: 'fallthrough' }] : []),
    ],
  };
}

/**
 * Answers for every name below the zone, the zone itself excluded. The last one answers any other type with nothing,
 * so that a client which asks for IPv6 first is not sent elsewhere.
 */
export function wildcardDirectives(
  zone: string,
  { addresses, ttlSeconds = STATIC_TTL_SECONDS }: WildcardAnswer,
) {
  const match = { name: 'match', args: [`^.+\\.${escaped(zone)}\\.$`] };
  const answer = (type: string, address: string) => ({
    name: 'answer',
    args: [`{{ .Name }} ${ttlSeconds} IN ${type} ${address}`],
  });
  const ofType = (type: 'A' | 'AAAA', wanted: boolean): Directive[] => {
    const answers = addresses.filter((address) => address.includes(':') === wanted);
    if (answers.length === 0) return [];
    const block = [match, ...answers.map((address) => answer(type, address)), { name: 'fallthrough' }];
    return [{ name: 'template', args: ['IN', type, zone], block }];
  };
  const others = {
    name: 'template',
    args: ['IN', 'ANY', zone],
    block: [match, { name: 'rcode', args: ['NOERROR'] }, { name: 'fallthrough' }],
  };
  return [...ofType('A', false), ...ofType('AAAA', true), others];
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
  if (match === 'prefix') return name('regex', `^${escaped(from)}(.*)\\.$`, `${to}{1}`, 'answer', 'auto');
  return name(match, from, to, 'answer', 'auto');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

export function cacheDirective({
  ttlSeconds = CACHE_TTL_SECONDS,
  serveStaleSeconds,
}: CacheOptions): Directive {
  const stale = { name: 'serve_stale', args: [`${serveStaleSeconds}s`] };
  return { name: 'cache', args: [String(ttlSeconds)], block: serveStaleSeconds === undefined ? [] : [stale] };
}

import type { RuleProtocol } from './rule';

/** What a matcher takes. */
export interface MatcherFacts {
  /** The fewest and the most values it takes. */
  readonly arity: readonly [fewest: number, most: number];
  /** How it is written, for hints. */
  readonly example: string;
}

const HTTP_MATCHERS: Readonly<Record<string, MatcherFacts>> = {
  ClientIP: { arity: [1, 1], example: 'ClientIP(`10.0.0.0/8`)' },
  Method: { arity: [1, 1], example: 'Method(`GET`)' },
  Host: { arity: [1, 1], example: 'Host(`example.org`)' },
  HostRegexp: { arity: [1, 1], example: 'HostRegexp(`^.+\\.example\\.org$`)' },
  Path: { arity: [1, 1], example: 'Path(`/status`)' },
  PathRegexp: { arity: [1, 1], example: 'PathRegexp(`^/users/[0-9]+$`)' },
  PathPrefix: { arity: [1, 1], example: 'PathPrefix(`/api`)' },
  Header: { arity: [2, 2], example: 'Header(`X-Team`, `network`)' },
  HeaderRegexp: { arity: [2, 2], example: 'HeaderRegexp(`Accept`, `json$`)' },
  Query: { arity: [1, 2], example: 'Query(`lang`, `en`)' },
  QueryRegexp: { arity: [1, 2], example: 'QueryRegexp(`lang`, `^en`)' },
};

const TCP_MATCHERS: Readonly<Record<string, MatcherFacts>> = {
  ALPN: { arity: [1, 1], example: 'ALPN(`h2`)' },
  ClientIP: { arity: [1, 1], example: 'ClientIP(`10.0.0.0/8`)' },
  HostSNI: { arity: [1, 1], example: 'HostSNI(`db.example.org`)' },
  HostSNIRegexp: { arity: [1, 1], example: 'HostSNIRegexp(`^.+\\.example\\.org$`)' },
};

/**
 * The matchers of Traefik v3, by name.
 *
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/http/routing/rules-and-priority/
 */
export const MATCHERS: Readonly<Record<RuleProtocol, Readonly<Record<string, MatcherFacts>>>> = {
  http: HTTP_MATCHERS,
  tcp: TCP_MATCHERS,
};

/** The name that a spelling stands for: Traefik takes `HostRegexp`, `hostregexp`, `HOSTREGEXP` and `Hostregexp`. */
export function matcherNamed(spelling: string, protocol: RuleProtocol): string | undefined {
  return Object.keys(MATCHERS[protocol]).find((name) => spellings(name).includes(spelling));
}

function spellings(name: string): readonly string[] {
  const lower = name.toLowerCase();
  return [name, lower, name.toUpperCase(), lower.charAt(0).toUpperCase() + lower.slice(1)];
}

import { closest, distance } from 'fastest-levenshtein';
import { MATCHERS, matcherNamed } from './matchers';
import type { MatcherCall, RuleProtocol } from './rule';
import type { RuleProblem } from './rule-problem';

/** Matchers of Traefik v2 that v3 calls otherwise. */
const RENAMED: Readonly<Record<string, string>> = {
  headers: 'Header',
  headersregexp: 'HeaderRegexp',
  hostheader: 'Host',
};

/** Matchers that the other kind of router calls otherwise. */
const COUNTERPART: Readonly<Record<string, string>> = {
  Host: 'HostSNI',
  HostRegexp: 'HostSNIRegexp',
  HostSNI: 'Host',
  HostSNIRegexp: 'HostRegexp',
};

const OTHER: Readonly<Record<RuleProtocol, RuleProtocol>> = { http: 'tcp', tcp: 'http' };

/** The problem with a matcher that routers of this kind do not have. */
export function unknownMatcher(call: MatcherCall, protocol: RuleProtocol): RuleProblem {
  const { name } = call;
  const span = { start: call.start, end: call.start + name.length };
  const message = `${name} is not a matcher of ${protocol === 'http' ? 'HTTP' : 'TCP'} routers`;
  return { severity: 'error', ...span, message, hint: hintFor(name, protocol) };
}

function hintFor(name: string, protocol: RuleProtocol): string {
  const known = MATCHERS[protocol];
  const renamed = RENAMED[name.toLowerCase()];
  if (renamed !== undefined && protocol === 'http') {
    return `It is the syntax of Traefik v2: v3 calls it ${renamed}, as in ${known[renamed]?.example}.`;
  }
  const elsewhere = matcherNamed(name, OTHER[protocol]);
  if (elsewhere !== undefined) return hintForOtherProtocol(elsewhere, protocol);
  const names = Object.keys(known);
  const nearest = closest(
    name.toLowerCase(),
    names.map((each) => each.toLowerCase()),
  );
  const meant = names.find((each) => each.toLowerCase() === nearest) as string;
  return distance(name.toLowerCase(), nearest) <= Math.max(1, Math.floor(meant.length / 3))
    ? `Did you mean ${known[meant]?.example}?`
    : `There are ${names.join(', ')}.`;
}

function hintForOtherProtocol(name: string, protocol: RuleProtocol): string {
  const counterpart = COUNTERPART[name];
  const why =
    protocol === 'tcp'
      ? 'A TCP router sees no HTTP request, only the connection and the server name of its TLS handshake.'
      : 'It is for TCP routers.';
  return counterpart === undefined ? why : `${why} Write ${MATCHERS[protocol][counterpart]?.example}.`;
}

import { arityProblem } from './check-arity';
import { contradictions } from './check-contradiction';
import { MEANING_CHECKS } from './check-meaning';
import { unknownMatcher } from './check-name';
import { VALUE_CHECKS } from './check-values';
import { MATCHERS, matcherNamed } from './matchers';
import { readRule } from './read-rule';
import type { MatcherCall, TraefikRule, RuleProtocol } from './rule';
import { matchersOf } from './rule';
import type { RuleProblem } from './rule-problem';
import { RuleSyntaxError } from './rule-problem';

/** A rule that Traefik takes, perhaps with warnings; or why it does not. */
export type RuleResult =
  | { readonly rule: TraefikRule; readonly problems: readonly RuleProblem[] }
  | { readonly rule?: undefined; readonly problems: readonly [RuleProblem, ...RuleProblem[]] };

/**
 * Reads a router's rule as Traefik v3 does, and finds besides what v3 takes but reads otherwise than its author.
 * All problems are found in one go, in the order of the text; only a rule without structure stops at the first.
 *
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/http/routing/rules-and-priority/
 * @see https://doc.traefik.io/traefik/migrate/v2-to-v3-details/#new-v3-syntax-notable-changes
 */
export function parseRule(text: string, protocol: RuleProtocol): RuleResult {
  let rule: TraefikRule;
  try {
    rule = readRule(text);
  } catch (cause) {
    if (cause instanceof RuleSyntaxError) return { problems: [cause.problem] };
    throw cause;
  }
  const problems = matchersOf(rule).flatMap((call) => matcherProblem(call, protocol) ?? []);
  const [first, ...others] = [...problems, ...contradictions(rule, protocol)].sort(
    (a, b) => a.start - b.start,
  );
  if (first === undefined) return { rule, problems: [] };
  const all = [first, ...others] as const;
  return all.some(({ severity }) => severity === 'error') ? { problems: all } : { rule, problems: all };
}

/** The first thing that is wrong with one matcher: each check relies on those before it. */
function matcherProblem(call: MatcherCall, protocol: RuleProtocol): RuleProblem | undefined {
  const name = matcherNamed(call.name, protocol);
  const facts = name === undefined ? undefined : MATCHERS[protocol][name];
  if (name === undefined || facts === undefined) return unknownMatcher(call, protocol);
  return arityProblem(call, name, facts) ?? VALUE_CHECKS[name]?.(call) ?? MEANING_CHECKS[name]?.(call);
}

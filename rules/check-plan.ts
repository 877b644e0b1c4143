import type { Finding, NetworkPlan, Rule, Source } from '../network';
import { Unparsed } from '../network';
import { RULES } from './registry';

/** What a rule found in a plan. */
export interface RuleFinding extends Finding {
  readonly rule: Rule;
}

/**
 * Applies every rule to a plan. A rule that needs a value which did not parse stays silent; the loader has
 * reported that value.
 */
export function checkPlan(plan: NetworkPlan, source: Source): readonly RuleFinding[] {
  return RULES.flatMap((rule) => findingsOf(rule, plan, source));
}

function findingsOf(rule: Rule, plan: NetworkPlan, source: Source): RuleFinding[] {
  try {
    return Array.from(rule.check(plan, source), (finding) => ({ ...finding, rule }));
  } catch (error) {
    if (error instanceof Unparsed) return [];
    throw error;
  }
}

import type { NetworkPlan, Rule, Source } from '../network';
import { Unparsed } from '../network';
import { RULES } from './registry';
import type { RuleFinding } from './rule-finding';
import { withoutSilenced } from './silence';

/**
 * Applies every rule to a plan, and leaves out what the profile silences. A rule that needs a value which did not
 * parse stays silent; the loader has reported that value.
 */
export function checkPlan(plan: NetworkPlan, source: Source): readonly RuleFinding[] {
  const findings: RuleFinding[] = [];
  const undecided = new Set<string>();
  for (const rule of RULES) {
    const found = findingsOf(rule, plan, source);
    if (found === undefined) undecided.add(rule.id);
    else findings.push(...found);
  }
  return withoutSilenced(findings, undecided, plan, source);
}

/** Undefined where the rule could not be decided. */
function findingsOf(rule: Rule, plan: NetworkPlan, source: Source): RuleFinding[] | undefined {
  try {
    return Array.from(rule.check(plan, source), (finding) => ({ hint: rule.fix, ...finding, rule }));
  } catch (error) {
    if (error instanceof Unparsed) return undefined;
    throw error;
  }
}

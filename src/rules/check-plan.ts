import type { ProfileSource } from '../diagnostics';
import type { NetworkPlan } from '../plan';
import { Unparsed } from '../evaluation/unparsed';
import { RULES } from './registry';
import type { RuleFinding } from './rule-finding';
import { applySilence } from './silence';

/**
 * Applies every rule to a plan, and leaves out what the profile silences. A rule that needs a value which did not
 * parse says what it found before it came to it, and then stays silent; the loader has reported that value.
 */
export function checkPlan(plan: NetworkPlan, source: ProfileSource): readonly RuleFinding[] {
  const findings: RuleFinding[] = [];
  const undecided = new Set<string>();
  for (const rule of RULES) {
    try {
      rule.check(plan, (finding) => findings.push({ hint: rule.fix, ...finding, rule }), source);
    } catch (error) {
      if (!(error instanceof Unparsed)) throw error;
      undecided.add(rule.id);
    }
  }
  return applySilence(findings, undecided, plan, source);
}

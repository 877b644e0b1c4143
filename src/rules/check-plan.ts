import type { ProfileSource } from '../diagnostics';
import type { NetworkPlan } from '../plan';
import { readIfParsed } from '../evaluation/unparsed';
import { RULES } from './registry';
import type { RuleFinding } from './rule-finding';
import { applySilence } from './silence';
import type { NetworkRule } from './network-rule';

/**
 * Applies every rule to a plan, and leaves out what the profile silences. A rule that needs a value which did not
 * parse says what it found before it came to it, and then stays silent; the loader has reported that value.
 */
export function checkPlan(plan: NetworkPlan, source: ProfileSource): readonly RuleFinding[] {
  const findings: RuleFinding[] = [];
  const undecided = new Set<string>();
  for (const rule of RULES) {
    const finished = readIfParsed(() => collect(rule, plan, source, findings));
    if (finished === undefined) undecided.add(rule.id);
  }
  return applySilence(findings, undecided, plan, source);
}

function collect(rule: NetworkRule, plan: NetworkPlan, source: ProfileSource, findings: RuleFinding[]): true {
  for (const finding of rule.check(plan, source)) findings.push({ hint: rule.fix, ...finding, rule });
  return true;
}

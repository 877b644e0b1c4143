import { LIVE_RULES } from './registry';
import type { LiveComparison } from './live-rule';
import type { RuleFinding } from './rule-finding';

/** Applies every rule of a running cluster, and leaves out what the profile silences. */
export function compareRunning(comparison: LiveComparison): readonly RuleFinding[] {
  const silenced = new Set(comparison.plan.silence.map(({ rule }) => rule));
  return LIVE_RULES.filter(({ id, severity }) => severity === 'error' || !silenced.has(id)).flatMap((rule) =>
    [...rule.compare(comparison)].map((finding) => ({ hint: rule.fix, ...finding, rule })),
  );
}

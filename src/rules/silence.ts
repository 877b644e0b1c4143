import type { RulePage, ProfileSource } from '../diagnostics';
import type { NetworkPlan, Silenced } from '../plan';
import { pathOf, findNearest } from '../diagnostics';
import { readIfParsed } from '../evaluation/unparsed';
import { silenceOfError } from './profile/silence-of-error';
import { silenceOfUnknownRule } from './profile/silence-of-unknown-rule';
import { silenceUnused } from './profile/silence-unused';
import { LIVE_RULES, PAGES } from './registry';
import type { RuleFinding } from './rule-finding';

/**
 * Findings without those that the profile silences, and what is wrong with the silencing itself.
 *
 * @param undecided ids of rules that a value which did not parse kept from saying anything
 */
export function applySilence(
  findings: readonly RuleFinding[],
  undecided: ReadonlySet<string>,
  plan: NetworkPlan,
  source: ProfileSource,
): readonly RuleFinding[] {
  const silence = silenceOf(plan);
  if (silence.length === 0) return findings;
  const found = new Set([...findings.map(({ rule }) => rule.id), ...undecided]);
  const silenced = new Set(silence.map(({ rule }) => rule));
  return [...findings, ...findSilenceProblems(silence, found, source)].filter(
    ({ rule }) => rule.severity === 'error' || !silenced.has(rule.id),
  );
}

/** The entries whose rule can be read. */
function silenceOf(plan: NetworkPlan): readonly Silenced[] {
  const entries = readIfParsed(() => plan.silence) ?? [];
  return entries.filter((entry) => readIfParsed(() => entry.rule) !== undefined);
}

function findSilenceProblems(
  silence: readonly Silenced[],
  found: ReadonlySet<string>,
  source: ProfileSource,
): RuleFinding[] {
  const earlier = new Map<string, Silenced>();
  return silence.flatMap((entry) => {
    const twin = earlier.get(entry.rule);
    if (twin !== undefined) return [reportRepeated(entry, twin, source)];
    earlier.set(entry.rule, entry);
    return findSilenceProblem(entry, found);
  });
}

function findSilenceProblem(entry: Silenced, found: ReadonlySet<string>): RuleFinding[] {
  const page = PAGES.find(({ id }) => id === entry.rule);
  if (page === undefined) return [reportUnknownRule(entry)];
  if (page.severity === 'error') return [reportSilencedError(entry, page)];
  // Only a running cluster shows whether such a rule finds something.
  const isLive = LIVE_RULES.some(({ id }) => id === page.id);
  return found.has(page.id) || page === silenceUnused || isLive ? [] : [reportUnused(entry)];
}

function reportUnknownRule(entry: Silenced): RuleFinding {
  const near = findNearest(
    entry.rule,
    PAGES.map(({ id }) => id),
  );
  return {
    rule: silenceOfUnknownRule,
    path: pathOf(entry, 'rule'),
    message: `"${entry.rule}" is not the id of a rule.`,
    hint: near === undefined ? silenceOfUnknownRule.fix : `Did you mean "${near}"?`,
  };
}

function reportSilencedError(entry: Silenced, page: RulePage): RuleFinding {
  return {
    rule: silenceOfError,
    path: pathOf(entry, 'rule'),
    message: `"${entry.rule}" is an error, and errors cannot be silenced.`,
    hint: `${page.fix} Then remove this entry.`,
  };
}

function reportUnused(entry: Silenced): RuleFinding {
  return {
    rule: silenceUnused,
    path: pathOf(entry, 'rule'),
    message: `"${entry.rule}" finds nothing in this profile, so there is nothing to silence.`,
    hint: silenceUnused.fix,
  };
}

function reportRepeated(entry: Silenced, twin: Silenced, source: ProfileSource): RuleFinding {
  return {
    rule: silenceUnused,
    path: pathOf(entry, 'rule'),
    message: `"${entry.rule}" is silenced already (${source.line(pathOf(twin, 'rule'))}).`,
    hint: silenceUnused.fix,
  };
}

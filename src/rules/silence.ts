import type { RulePage, Source } from '../diagnostics';
import type { NetworkPlan, Silenced } from '../plan';
import { at, nearest } from '../diagnostics';
import { ifParsed } from '../evaluation/unparsed';
import { silenceOfError, silenceOfUnknownRule, silenceUnused } from './profile';
import { PAGES } from './registry';
import type { RuleFinding } from './rule-finding';

/**
 * Findings without those that the profile silences, and what is wrong with the silencing itself.
 *
 * @param undecided ids of rules that a value which did not parse kept from saying anything
 */
export function withoutSilenced(
  findings: readonly RuleFinding[],
  undecided: ReadonlySet<string>,
  plan: NetworkPlan,
  source: Source,
): readonly RuleFinding[] {
  const silence = silenceOf(plan);
  if (silence.length === 0) return findings;
  const found = new Set([...findings.map(({ rule }) => rule.id), ...undecided]);
  const silenced = new Set(silence.map(({ rule }) => rule));
  return [...findings, ...silenceFindings(silence, found, source)].filter(
    ({ rule }) => rule.severity === 'error' || !silenced.has(rule.id),
  );
}

/** The entries whose rule can be read. */
function silenceOf(plan: NetworkPlan): readonly Silenced[] {
  const entries = ifParsed(() => plan.silence) ?? [];
  return entries.filter((entry) => ifParsed(() => entry.rule) !== undefined);
}

function silenceFindings(
  silence: readonly Silenced[],
  found: ReadonlySet<string>,
  source: Source,
): RuleFinding[] {
  const earlier = new Map<string, Silenced>();
  return silence.flatMap((entry) => {
    const twin = earlier.get(entry.rule);
    if (twin !== undefined) return [repeated(entry, twin, source)];
    earlier.set(entry.rule, entry);
    return silenceFinding(entry, found);
  });
}

function silenceFinding(entry: Silenced, found: ReadonlySet<string>): RuleFinding[] {
  const page = PAGES.find(({ id }) => id === entry.rule);
  if (page === undefined) return [unknownRule(entry)];
  if (page.severity === 'error') return [silencedError(entry, page)];
  return found.has(page.id) || page === silenceUnused ? [] : [unused(entry)];
}

function unknownRule(entry: Silenced): RuleFinding {
  const near = nearest(
    entry.rule,
    PAGES.map(({ id }) => id),
  );
  return {
    rule: silenceOfUnknownRule,
    at: at(entry, 'rule'),
    message: `"${entry.rule}" is not the id of a rule.`,
    hint: near === undefined ? silenceOfUnknownRule.fix : `Did you mean "${near}"?`,
  };
}

function silencedError(entry: Silenced, page: RulePage): RuleFinding {
  return {
    rule: silenceOfError,
    at: at(entry, 'rule'),
    message: `"${entry.rule}" is an error, and errors cannot be silenced.`,
    hint: `${page.fix} Then remove this entry.`,
  };
}

function unused(entry: Silenced): RuleFinding {
  return {
    rule: silenceUnused,
    at: at(entry, 'rule'),
    message: `"${entry.rule}" finds nothing in this profile, so there is nothing to silence.`,
    hint: silenceUnused.fix,
  };
}

function repeated(entry: Silenced, twin: Silenced, source: Source): RuleFinding {
  return {
    rule: silenceUnused,
    at: at(entry, 'rule'),
    message: `"${entry.rule}" is silenced already (${source.line(at(twin, 'rule'))}).`,
    hint: silenceUnused.fix,
  };
}

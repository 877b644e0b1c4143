import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { Diagnostic } from '../../../src/diagnostics';
import { loadProfile } from '../../../src/plan/load-profile';
import { checkPlan } from '../../../src/rules/check-plan';
import { BREAKS, brokenProfile } from './broken-profile';
import type { GeneratedProfile } from './valid-profile';
import { validProfile } from './valid-profile';
import { sampleSize } from '../../sample-size';

const SEED = 20261123;

/** How many profiles that work. */
const VALID = Number(process.env.NETSTACK_PROFILES ?? sampleSize(400));

/** How many broken ones; each way to break one is among the first. */
const BROKEN = Number(process.env.NETSTACK_PROFILES ?? sampleSize(400, 150));

/** A busy machine takes its time. */
const TIMEOUT = 3_600_000;

/** Why a profile is rejected, as rule and message. */
function errors(profile: GeneratedProfile): string[] {
  const loaded = loadProfile('generated.yaml', stringify(profile, { version: '1.1' }));
  const found = loaded.plan === undefined ? [] : checkPlan(loaded.plan, loaded.source);
  const diagnostics: Pick<Diagnostic, 'severity' | 'rule' | 'message'>[] = [
    ...loaded.diagnostics,
    ...found.map(({ rule, message }) => ({ severity: rule.severity, rule: rule.id, message })),
  ];
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, message }) => `${rule} ${message}`);
}

test(`${VALID} networks that work, none of which is rejected`, { timeout: TIMEOUT }, () => {
  fc.assert(
    fc.property(validProfile, (profile) => {
      expect(errors(profile)).toEqual([]);
    }),
    { numRuns: VALID, seed: SEED },
  );
});

test(
  `${BROKEN} networks broken in one known way, each rejected by the rule that names that way`,
  { timeout: TIMEOUT },
  () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(brokenProfile, ({ rule, profile }) => {
        seen.add(rule);
        expect(errors(profile).map((error) => error.split(' ')[0])).toContain(rule);
      }),
      { numRuns: BROKEN, seed: SEED },
    );
    expect([...seen].sort()).toEqual([...new Set(BREAKS.map(({ rule }) => rule))].sort());
  },
);

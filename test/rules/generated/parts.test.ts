import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { loadProfile } from '../../../src/plan/load-profile';
import { checkPlan } from '../../../src/rules/check-plan';
import { BREAKS, brokenParts } from './broken-parts';
import type { Parts } from './parts-profile';
import { validParts } from './parts-profile';
import { sampleSize } from '../../sample-size';

const VALID = { numRuns: sampleSize(500), seed: 20261124 };

/** Enough to see every rule. */
const BROKEN = { numRuns: sampleSize(500, 250), seed: 20261124 };

/** A busy machine takes its time. */
const TIMEOUT = 600_000;

const CLUSTER = {
  k3sVersion: 'v1.37.1+k3s1',
  lan: { cidr: '10.0.0.0/24', gateway: '10.0.0.1' },
  nodes: [
    { name: 'one', role: 'server', nodeIp: '10.0.0.11', flannelIface: 'eth0' },
    { name: 'two', role: 'agent', nodeIp: '10.0.0.12', flannelIface: 'eth0' },
  ],
};

/** The errors of a cluster with these parts. */
function errors(parts: Parts): string[] {
  const { plan, source, diagnostics } = loadProfile(
    'generated.yaml',
    stringify({ ...CLUSTER, ...parts }, { version: '1.1' }),
  );
  const found = plan === undefined ? [] : checkPlan(plan, source);
  return [
    ...diagnostics.map(({ rule, message }) => `${rule} ${message}`),
    ...found
      .filter(({ rule }) => rule.severity === 'error')
      .map(({ rule, message }) => `${rule.id} ${message}`),
  ];
}

test('parts that work together, none of which is refused', { timeout: TIMEOUT }, () => {
  fc.assert(
    fc.property(validParts, (parts) => {
      expect(errors(parts)).toEqual([]);
    }),
    VALID,
  );
});

test(
  'parts broken in one known way, each refused by the rule that names that way',
  { timeout: TIMEOUT },
  () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(brokenParts, ({ rule, parts }) => {
        seen.add(rule);
        expect(errors(parts).map((error) => error.split(' ')[0])).toContain(rule);
      }),
      BROKEN,
    );
    expect([...seen].sort()).toEqual(BREAKS.map(({ rule }) => rule).sort());
  },
);

import { createColors } from 'picocolors';
import { describe, expect, test } from 'vitest';
import { formatChanges } from '../../../src/verify/report/format-changes';
import { formatText, formatJson, formatSummary } from '../../../src/verify/report/format-report';
import type { Check, CheckFinding } from '../../../src/verify';
import { selectChecks, findUnknownNames } from '../../../src/verify';

const COMMON = { check: 'flannel-device', title: 'the tunnel matches the plan', why: 'No packet passes.' };

const PASSED: CheckFinding = {
  ...{ ...COMMON, outcome: 'passed', target: 'node a' },
  ...{ subject: 'flannel.1', found: 'MTU 1450', planned: 'MTU 1450' },
};

const FAILED: CheckFinding = {
  ...{ ...COMMON, outcome: 'failed', target: 'node b', subject: 'flannel.1' },
  ...{ found: 'MTU 1400', planned: 'MTU 1450', next: 'raise it' },
};

const SKIPPED: CheckFinding = {
  ...{ ...COMMON, outcome: 'skipped', target: 'node c', subject: 'flannel.1' },
  ...{ reason: 'c is off', next: 'switch it on' },
};

const PLAIN = createColors(false);

describe('the text report', () => {
  test('prints skipped checks by reason, failures last and in full, and counts what passed', () => {
    const skipped = [SKIPPED, { ...SKIPPED, check: 'cni-bridge' }, { ...SKIPPED, target: 'node d' }];
    expect(formatText({ findings: [PASSED, FAILED, ...skipped], verbose: false }, PLAIN))
      .toMatchInlineSnapshot(`
      "skipped  node c, node d: c is off
        Checks   flannel-device, cni-bridge
        Next     switch it on

      failed  node b  flannel-device
        Check    the tunnel matches the plan
        Subject  flannel.1
        Found    MTU 1400
        Planned  MTU 1450
        Why      No packet passes.
        Next     raise it

      1 passed, 1 failed, 3 skipped
      "
    `);
  });

  test('prints the texts that findings of one check and target share once', () => {
    const other = { ...FAILED, subject: 'flannel-v6.1', found: 'MTU 1380', planned: 'MTU 1430' };
    const report = formatText({ findings: [FAILED, other], verbose: false }, PLAIN);
    expect(report.match(/^failed/gm)).toHaveLength(1);
    expect(report.match(/Subject/g)).toHaveLength(2);
    expect(report.match(/Next/g)).toHaveLength(1);
    const separate = formatText(
      { findings: [FAILED, { ...other, next: 'lower it' }], verbose: false },
      PLAIN,
    );
    expect(separate.match(/Next/g)).toHaveLength(2);
  });

  test('lists what passed with --verbose', () => {
    expect(formatText({ findings: [PASSED], verbose: true }, PLAIN)).toBe(
      'passed  node a  flannel-device  flannel.1: MTU 1450\n1 passed, 0 failed\n',
    );
  });

  test.each([
    [[PASSED, PASSED], '2 passed, 0 failed'],
    [[FAILED, FAILED, SKIPPED], '0 passed, 2 failed, 1 skipped'],
  ])('counts the outcomes', (findings, text) => {
    expect(formatSummary(findings)).toBe(text);
  });
});

test('the JSON report is one array of all findings', () => {
  expect(JSON.parse(formatJson([PASSED, FAILED, SKIPPED]))).toEqual([PASSED, FAILED, SKIPPED]);
});

describe('the changes between two runs', () => {
  const at = new Date('2026-01-02T03:04:05Z');

  test('are empty where no outcome changed', () => {
    expect(formatChanges([PASSED, SKIPPED], [PASSED, SKIPPED], at)).toBe('');
  });

  test('list new failures, new passes and new skips, then the summary', () => {
    const now: CheckFinding = { ...FAILED, target: 'node a' };
    expect(formatChanges([PASSED], [now], at)).toBe(
      '03:04:05  failed  node a  flannel-device  flannel.1: MTU 1400; next: raise it\n03:04:05  0 passed, 1 failed\n',
    );
    expect(formatChanges([now], [PASSED], at)).toContain(
      '03:04:05  passed  node a  flannel-device  flannel.1: MTU 1450\n',
    );
    expect(formatChanges([PASSED], [{ ...SKIPPED, target: 'node a' }], at)).toContain('skipped  node a');
  });
});

describe('a selection', () => {
  const check = (id: string, scope: 'cluster' | 'lan'): Check => ({
    ...{ id, scope, title: id, why: id },
    // eslint-disable-next-line @typescript-eslint/require-await
    async *observe() {
      yield PASSED;
    },
  });
  const checks = [check('a', 'cluster'), check('b', 'cluster'), check('c', 'lan')];
  const ids = (chosen: readonly Check[]) => chosen.map(({ id }) => id).join('');

  test('includes and excludes by ID and scope', () => {
    expect(ids(selectChecks(checks, {}))).toBe('abc');
    expect(ids(selectChecks(checks, { only: ['cluster'] }))).toBe('ab');
    expect(ids(selectChecks(checks, { only: ['cluster', 'c'], skip: ['a'] }))).toBe('bc');
    expect(ids(selectChecks(checks, { skip: ['lan'] }))).toBe('ab');
  });

  test('reports unknown names', () => {
    expect(findUnknownNames(checks, { only: ['a', 'lan'], skip: ['d'] })).toEqual(['d']);
  });
});

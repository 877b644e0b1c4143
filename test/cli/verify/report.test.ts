import { createColors } from 'picocolors';
import { describe, expect, test } from 'vitest';
import { formatChanges } from '../../../src/verify/report/format-changes';
import { groupByCause } from '../../../src/verify/causes/group-by-cause';
import { formatJson } from '../../../src/verify/report/format-json';
import { formatJunit } from '../../../src/verify/report/format-junit';
import { formatQuiet } from '../../../src/verify/report/format-quiet';
import { visible } from '../../../src/terminal/visible';
import { formatSummary, formatText } from '../../../src/verify/report/format-report';
import type { Check, CheckFinding } from '../../../src/verify';
import { CHECKS, selectChecks, findUnknownNames } from '../../../src/verify';

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

/** What a run with these findings prints. */
function textOf(
  findings: readonly CheckFinding[],
  options: { verbose?: boolean; all?: boolean } = {},
): string {
  const { verbose = false, all = false } = options;
  return formatText({ findings, groups: groupByCause(findings, CHECKS), verbose, all }, PLAIN);
}

describe('the text report', () => {
  test('prints skipped checks by reason, failures last and in full, and counts what passed', () => {
    const skipped = [SKIPPED, { ...SKIPPED, check: 'cni-bridge' }, { ...SKIPPED, target: 'node d' }];
    expect(textOf([PASSED, FAILED, ...skipped])).toMatchInlineSnapshot(`
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
        More     npx --no netstack explain flannel-device

      1 passed, 1 failed, 3 skipped
      "
    `);
  });

  test('prints the texts that findings of one check and target share once', () => {
    const other = { ...FAILED, subject: 'flannel-v6.1', found: 'MTU 1380', planned: 'MTU 1430' };
    const report = textOf([FAILED, other]);
    expect(report.match(/^failed/gm)).toHaveLength(1);
    expect(report.match(/Subject/g)).toHaveLength(2);
    expect(report.match(/Next/g)).toHaveLength(1);
    const separate = textOf([FAILED, { ...other, next: 'lower it' }]);
    expect(separate.match(/Next/g)).toHaveLength(2);
  });

  test('lists what passed with --verbose', () => {
    expect(textOf([PASSED], { verbose: true })).toBe(
      'passed  node a  flannel-device  flannel.1: MTU 1450\n1 passed, 0 failed\n',
    );
  });

  test.each([
    [[PASSED, PASSED], '2 passed, 0 failed'],
    [[FAILED, { ...FAILED }, SKIPPED], '0 passed, 2 failed with 1 cause, 1 skipped'],
  ])('counts the outcomes', (findings, text) => {
    expect(formatSummary(findings, groupByCause(findings, CHECKS))).toBe(text);
  });

  test('prints one line for the findings that follow from a cause, and all of them with --all', () => {
    const effect: CheckFinding = { ...FAILED, check: 'overlay-ping', target: 'node a', nodes: ['b'] };
    expect(textOf([FAILED, effect])).toContain(
      '  Next     raise it\n  More     npx --no netstack explain flannel-device\n  1 finding follows: overlay-ping (a)\n\n0 passed, 2 failed with 1 cause\n',
    );
    expect(textOf([FAILED, effect], { all: true })).toContain('  follows  node a  overlay-ping\n');
  });
});

test('the JSON report is one object with all findings and their groups', () => {
  const findings = [PASSED, FAILED, SKIPPED];
  expect(JSON.parse(formatJson(findings, groupByCause(findings, CHECKS)))).toEqual({
    findings: [PASSED, { ...FAILED, explain: 'npx --no netstack explain flannel-device' }, SKIPPED],
    groups: [{ causes: [1], effects: [] }],
  });
});

describe('the JUnit report', () => {
  test('has a suite per check and a case per finding, with the cause of each failure', () => {
    const effect: CheckFinding = { ...FAILED, check: 'overlay-ping', target: 'node a', nodes: ['b'] };
    const findings = [PASSED, { ...FAILED, found: 'MTU <1400> & "less"' }, SKIPPED, effect];
    expect(formatJunit('home', findings, groupByCause(findings, CHECKS))).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="verify home" tests="4" failures="2" skipped="1" errors="0">
        <testsuite name="flannel-device" tests="3" failures="1" skipped="1" errors="0">
          <testcase classname="flannel-device" name="node a: flannel.1"/>
          <testcase classname="flannel-device" name="node b: flannel.1">
            <failure type="cause" message="MTU &lt;1400&gt; &amp; &quot;less&quot;">Found: MTU &lt;1400&gt; &amp; &quot;less&quot;
      Planned: MTU 1450
      Why: No packet passes.
      Next: raise it
      More: npx --no netstack explain flannel-device</failure>
          </testcase>
          <testcase classname="flannel-device" name="node c: flannel.1">
            <skipped message="c is off; switch it on"/>
          </testcase>
        </testsuite>
        <testsuite name="overlay-ping" tests="1" failures="1" skipped="0" errors="0">
          <testcase classname="overlay-ping" name="node a: flannel.1">
            <failure type="effect" message="MTU 1400">Found: MTU 1400
      Planned: MTU 1450
      Why: No packet passes.
      Next: raise it
      More: npx --no netstack explain overlay-ping
      Follows from: flannel-device of node b</failure>
          </testcase>
        </testsuite>
      </testsuites>
      "
    `);
  });

  test('contains no control character', () => {
    const findings = [{ ...FAILED, found: visible('a\u001b[31m\u0000') }];
    // eslint-disable-next-line no-control-regex
    expect(formatJunit('home', findings, [])).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });
});

describe('the quiet report', () => {
  test('has one line per cause', () => {
    const effect: CheckFinding = { ...FAILED, check: 'overlay-ping', target: 'node a', nodes: ['b'] };
    expect(formatQuiet(groupByCause([PASSED, FAILED, effect, SKIPPED], CHECKS))).toBe(
      'node b  flannel-device  flannel.1: MTU 1400, planned MTU 1450; 1 follows; more: npx --no netstack explain flannel-device\n',
    );
  });

  test('is empty where no check failed', () => {
    expect(formatQuiet(groupByCause([PASSED, SKIPPED], CHECKS))).toBe('');
  });
});

describe('the changes between two runs', () => {
  const at = new Date('2026-01-02T03:04:05Z');

  test('are empty where no outcome changed', () => {
    expect(formatChanges([PASSED, SKIPPED], [PASSED, SKIPPED], { groups: [], at })).toBe('');
  });

  test('list new failures, new passes and new skips, then the summary', () => {
    const now: CheckFinding = { ...FAILED, target: 'node a' };
    expect(formatChanges([PASSED], [now], { groups: groupByCause([now], CHECKS), at })).toBe(
      '03:04:05  failed  node a  flannel-device  flannel.1: MTU 1400; next: raise it\n03:04:05  0 passed, 1 failed\n',
    );
    expect(formatChanges([now], [PASSED], { groups: [], at })).toContain(
      '03:04:05  passed  node a  flannel-device  flannel.1: MTU 1450\n',
    );
    expect(formatChanges([PASSED], [{ ...SKIPPED, target: 'node a' }], { groups: [], at })).toContain(
      'skipped  node a',
    );
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

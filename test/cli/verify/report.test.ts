import { createColors } from 'picocolors';
import { describe, expect, test } from 'vitest';
import { changes } from '../../../src/verify/report/changes';
import { humanReport, jsonReport, summary } from '../../../src/verify/report/report';
import type { Check, Finding } from '../../../src/verify';
import { selected, unknownNames } from '../../../src/verify';

const COMMON = { check: 'flannel-device', title: 'the tunnel is as planned', why: 'Nothing passes.' };

const HELD: Finding = {
  ...{ ...COMMON, outcome: 'holds', place: 'node a' },
  ...{ looked: 'flannel.1', found: 'MTU 1450', planned: 'MTU 1450' },
};

const FAILED: Finding = {
  ...{ ...COMMON, outcome: 'fails', place: 'node b', looked: 'flannel.1' },
  ...{ found: 'MTU 1400', planned: 'MTU 1450', next: 'raise it' },
};

const UNSEEN: Finding = {
  ...{ ...COMMON, outcome: 'not looked', place: 'node c', looked: 'flannel.1' },
  ...{ because: 'c is off', next: 'switch it on' },
};

const PLAIN = createColors(false);

describe('for a person', () => {
  test('failures last and in full, what could not be looked at by its reason, what holds counted', () => {
    const unseen = [UNSEEN, { ...UNSEEN, check: 'cni-bridge' }, { ...UNSEEN, place: 'node d' }];
    expect(humanReport({ findings: [HELD, FAILED, ...unseen], verbose: false }, PLAIN))
      .toMatchInlineSnapshot(`
      "not looked  node c, node d: c is off
        Left out  flannel-device, cni-bridge
        Next      switch it on

      fails  node b  flannel-device  not so: the tunnel is as planned
        Looked at  flannel.1
        Found      MTU 1400
        Planned    MTU 1450
        Why        Nothing passes.
        Next       raise it

      1 holds, 1 fails, 3 not looked
      "
    `);
  });

  test('what one check finds at one place shares its words', () => {
    const other = { ...FAILED, looked: 'flannel-v6.1', found: 'MTU 1380', planned: 'MTU 1430' };
    const report = humanReport({ findings: [FAILED, other], verbose: false }, PLAIN);
    expect(report.match(/^fails/gm)).toHaveLength(1);
    expect(report.match(/Looked at/g)).toHaveLength(2);
    expect(report.match(/Next/g)).toHaveLength(1);
    const apart = humanReport({ findings: [FAILED, { ...other, next: 'lower it' }], verbose: false }, PLAIN);
    expect(apart.match(/Next/g)).toHaveLength(2);
  });

  test('each thing that holds, where all is asked for', () => {
    expect(humanReport({ findings: [HELD], verbose: true }, PLAIN)).toBe(
      'holds  node a  flannel-device  flannel.1: MTU 1450\n1 holds, 0 fail\n',
    );
  });

  test.each([
    [[HELD, HELD], '2 hold, 0 fail'],
    [[FAILED, FAILED, UNSEEN], '0 hold, 2 fail, 1 not looked'],
  ])('counts', (findings, text) => {
    expect(summary(findings)).toBe(text);
  });
});

test('for programs: one array of everything', () => {
  expect(JSON.parse(jsonReport([HELD, FAILED, UNSEEN]))).toEqual([HELD, FAILED, UNSEEN]);
});

describe('from one look to the next', () => {
  const at = new Date('2026-01-02T03:04:05Z');

  test('says nothing where nothing has changed', () => {
    expect(changes([HELD, UNSEEN], [HELD, UNSEEN], at)).toBe('');
  });

  test('says what fails now, what holds again, and how it stands', () => {
    const now: Finding = { ...FAILED, place: 'node a' };
    expect(changes([HELD], [now], at)).toBe(
      '03:04:05  fails  node a  flannel-device  flannel.1: MTU 1400; next: raise it\n03:04:05  0 hold, 1 fails\n',
    );
    expect(changes([now], [HELD], at)).toContain(
      '03:04:05  holds  node a  flannel-device  flannel.1: MTU 1450\n',
    );
    expect(changes([HELD], [{ ...UNSEEN, place: 'node a' }], at)).toContain('not looked  node a');
  });
});

describe('a selection', () => {
  const check = (id: string, scope: 'cluster' | 'lan'): Check => ({
    ...{ id, scope, title: id, why: id },
    // eslint-disable-next-line @typescript-eslint/require-await
    async *look() {
      yield HELD;
    },
  });
  const checks = [check('a', 'cluster'), check('b', 'cluster'), check('c', 'lan')];
  const ids = (chosen: readonly Check[]) => chosen.map(({ id }) => id).join('');

  test('keeps and leaves out by id and by scope', () => {
    expect(ids(selected(checks, {}))).toBe('abc');
    expect(ids(selected(checks, { only: ['cluster'] }))).toBe('ab');
    expect(ids(selected(checks, { only: ['cluster', 'c'], skip: ['a'] }))).toBe('bc');
    expect(ids(selected(checks, { skip: ['lan'] }))).toBe('ab');
  });

  test('knows what means nothing', () => {
    expect(unknownNames(checks, { only: ['a', 'lan'], skip: ['d'] })).toEqual(['d']);
  });
});

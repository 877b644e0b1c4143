import { expect, test } from 'vitest';
import type { Check, Observation } from '../../src/verify';
import { runChecks, UnreachableError } from '../../src/verify';
import { formatJson } from '../../src/verify/report/format-json';
import { MINIMAL, planOf } from '../plan-of';

/** ESC, a C1 control character, a bidirectional mark, a line feed. */
const HOSTILE = 'a\u001b[2Jb\u009bc\u202ed\ne';
const ESCAPED = 'a\\u{1b}[2Jb\\u{9b}c\\u{202e}d\\ne';

async function findingsOf(observe: () => AsyncIterable<Observation>) {
  const check: Check = { id: 'one', scope: 'cluster', title: 'one', why: 'One.', observe: observe };
  const context = {
    plan: planOf(MINIMAL),
    nodeFiles: new Map<string, string>(),
    probe: false,
    cluster: { get: () => Promise.resolve(undefined), getText: () => Promise.resolve(undefined) },
    node: () => {
      throw new UnreachableError('off', 'on');
    },
    get lan(): never {
      throw new UnreachableError('off', 'on');
    },
  };
  return runChecks([check], context);
}

test('control characters that a node printed are escaped in every text of a finding', async () => {
  const texts = { subject: HOSTILE, found: HOSTILE, planned: HOSTILE, why: HOSTILE, next: HOSTILE };
  const [finding] = await findingsOf(
    // eslint-disable-next-line @typescript-eslint/require-await
    async function* () {
      yield { outcome: 'failed', ...texts };
    },
  );
  const escaped = { subject: ESCAPED, found: ESCAPED, planned: ESCAPED, why: ESCAPED, next: ESCAPED };
  expect(finding).toMatchObject(escaped);
});

test('control characters in a skipped finding are escaped, and the JSON contains none', async () => {
  const findings = await findingsOf(
    // eslint-disable-next-line @typescript-eslint/require-await, require-yield
    async function* () {
      throw new UnreachableError(HOSTILE, HOSTILE);
    },
  );
  expect(findings).toMatchObject([{ outcome: 'skipped', reason: ESCAPED, next: ESCAPED }]);
  // eslint-disable-next-line no-control-regex
  expect(formatJson(findings, []).replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { PAGES } from '../src/rules/registry';
import { ALL_CHECKS, PRE_CHECKS } from '../src/verify';

const TEXT = readFileSync('docs/troubleshooting.md', 'utf8');
const SYMPTOMS = TEXT.split(/^### /m).slice(1);

test('at least 25 symptoms from public reports', () => {
  expect(SYMPTOMS.length).toBeGreaterThanOrEqual(25);
  const reports = SYMPTOMS.filter((symptom) =>
    /\*\*Reported in\*\*: \[[\w./-]+#\d+\]\(https:\/\/github\.com\//.test(symptom),
  );
  expect(reports).toHaveLength(SYMPTOMS.length);
});

describe.each(SYMPTOMS.map((symptom) => [symptom.split('\n')[0] ?? '', symptom] as const))(
  '%s',
  (_, symptom) => {
    const linked = (page: string) =>
      [...symptom.matchAll(new RegExp(`${page}\\.md#([a-z0-9-]+)`, 'g'))].map(([, id]) => id);

    test('names checks and rules that exist', () => {
      expect(linked('verify').length).toBeGreaterThan(0);
      expect(ALL_CHECKS.map(({ id }) => id)).toEqual(expect.arrayContaining(linked('verify')));
      expect(PAGES.map(({ id }) => id)).toEqual(expect.arrayContaining(linked('rules')));
    });

    test('its commands run these checks', () => {
      const commands = [...symptom.matchAll(/netstack verify CLUSTER( --pre)? --only ([\w,-]+)/g)];
      expect(commands.flatMap(([, , only = '']) => only.split(',')).sort()).toEqual(
        [...linked('verify')].sort(),
      );
      for (const [, pre, only = ''] of commands) {
        if (pre === undefined) continue;
        expect(PRE_CHECKS.map(({ id }) => id)).toEqual(expect.arrayContaining(only.split(',')));
      }
    });
  },
);

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RulePage } from '../../src/diagnostics';
import { FAMILIES, PAGES } from '../../src/rules/registry';
import { filesIn, INVALID, validateFile } from './fixtures';

/** What no text contains: pleading, shouting, filler, and words that blame. */
const UNWANTED = /\b(please|simply|just|easily|oops|sorry|illegal|fatal)\b|!(?=\s|$)| {2}|\s$/i;

describe.each(FAMILIES)('family $id', ({ id: family, rules }) => {
  const folder = join('src', 'rules', family);

  test('has one file for each of its rules, and nothing else', () => {
    const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && file !== 'index.ts');
    expect(files.sort()).toEqual(rules.map(({ id }) => `${id}.ts`).sort());
  });

  test('lists its rules in alphabetical order', () => {
    const ids = rules.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
  });

  test.each(rules.map((rule): [string, RulePage] => [rule.id, rule]))(
    '%s is exported from its file',
    async (id, rule) => {
      const module = (await import(join(process.cwd(), folder, `${id}.ts`))) as Record<string, unknown>;
      expect(Object.values(module)).toContain(rule);
    },
  );
});

test('no id is taken twice, and none is the beginning of a variant of another', () => {
  const ids = PAGES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

describe.each(PAGES.map((page): [string, RulePage] => [page.id, page]))('%s', (id, { title, why, fix }) => {
  test('is written in the house style', () => {
    expect(id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/);
    expect(title).toMatch(/^(["A-Z]|flannel|host-gw|k3s|kube-proxy|silence|[a-z]+[A-Z.]).*[^.]$/);
    expect(title.length).toBeLessThanOrEqual(90);
    for (const text of [why, fix]) expect(text).toMatch(/^["A-Za-z].*\.$/s);
    for (const text of [title, why, fix]) expect(text).not.toMatch(UNWANTED);
  });
});

test('every message names its place, ends with a period and comes with a hint', async () => {
  for (const file of filesIn(INVALID, '.yaml')) {
    const { stdout } = await validateFile(join(INVALID, file), '--format', 'json');
    const found = JSON.parse(stdout) as { message: string; hint: string; line: number; column: number }[];
    for (const { message, hint, line, column } of found) {
      expect(message, file).toMatch(/^\S.*[^.\s]\.$/);
      expect(hint, file).toMatch(/^\S.*[.?]$/);
      for (const text of [message, hint]) expect(text, file).not.toMatch(UNWANTED);
      expect(line, file).toBeGreaterThan(0);
      expect(column, file).toBeGreaterThan(0);
    }
  }
});

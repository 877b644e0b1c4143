import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LIVE_RULES, PAGES } from '../../src/rules/registry';
import { filesIn, INVALID, ruleOf, VALID, validateFile } from './fixtures';

/** Whether expected texts are overwritten. Read each of them afterwards as a user would. */
const UPDATE = process.env.UPDATE_FIXTURES === '1';

const invalid = filesIn(INVALID, '.yaml');
const valid = filesIn(VALID, '.yaml');

describe('profiles that are wrong', () => {
  test.each(invalid)('%s', async (file) => {
    const { stdout, status } = await validateFile(join(INVALID, file));
    const expected = join(INVALID, file.replace('.yaml', '.txt'));
    if (UPDATE) writeFileSync(expected, stdout);
    expect(stdout).toBe(readFileSync(expected, 'utf8'));
    expect(stdout).toMatch(new RegExp(`^\\S+  (error|warning|hint) ${ruleOf(file)}  `, 'm'));
    expect(status).toBe(/^\S+ {2}error /m.test(stdout) ? 1 : 0);
  });
});

describe('near misses', () => {
  test.each(valid)('%s', async (file) => {
    const { stdout, status } = await validateFile(join(VALID, file));
    expect(stdout).not.toMatch(new RegExp(`^\\S+  \\w+ ${ruleOf(file)}  `, 'm'));
    expect(stdout).not.toMatch(/^\S+ {2}error /m);
    expect(status).toBe(0);
  });
});

describe('every rule', () => {
  // Rules of a running cluster have fixtures of their own.
  const live = LIVE_RULES.map(({ id }) => id);

  test.each(PAGES.map(({ id }) => id).filter((id) => !live.includes(id)))(
    '%s has a profile that it finds and a near miss',
    (id) => {
      expect(invalid.filter((file) => ruleOf(file) === id)).not.toEqual([]);
      expect(valid.filter((file) => ruleOf(file) === id)).not.toEqual([]);
    },
  );

  test('no fixture is left over', () => {
    expect([...invalid, ...valid].filter((file) => ruleOf(file) === undefined)).toEqual([]);
    const lonely = filesIn(INVALID, '.txt').filter(
      (file) => !existsSync(join(INVALID, file.replace('.txt', '.yaml'))),
    );
    expect(lonely).toEqual([]);
  });
});

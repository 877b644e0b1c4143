import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FAMILIES, PAGES } from '../../src/rules/registry';
import { CHECKS } from '../../src/verify';
import { call } from './call';

describe('netstack rules', () => {
  test('lists each rule under its family', async () => {
    const { status, stdout } = await call('rules');
    expect(status).toBe(0);
    const lines = stdout.split('\n');
    for (const { title, rules } of FAMILIES) {
      const start = lines.indexOf(title);
      const ids = lines.slice(start + 1, start + 1 + rules.length).map((line) => line.trim().split(' ')[0]);
      expect(ids).toEqual(rules.map(({ id }) => id));
    }
  });

  test('--format json is an array of everything there is to say of each', async () => {
    const { stdout } = await call('rules', '--format', 'json');
    const rows = JSON.parse(stdout) as Record<string, string>[];
    expect(rows.map(({ id }) => id)).toEqual(PAGES.map(({ id }) => id));
    for (const row of rows) {
      expect(Object.keys(row)).toEqual(['id', 'family', 'severity', 'title', 'why', 'fix']);
    }
  });

  test('docs/rules.md is what the rules say', async () => {
    const { stdout } = await call('rules', '--format', 'markdown');
    expect(readFileSync('docs/rules.md', 'utf8'), 'run: npm run docs:rules').toBe(stdout);
  });
});

describe('netstack explain', () => {
  test("prints a rule's page in lines that fit a terminal", async () => {
    const { status, stdout } = await call('explain', 'node-name-duplicate');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^node-name-duplicate {2}\(error\)\n\nTwo nodes have the same name\.\n\n/);
    expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
  });

  test('a misspelt id gets the nearest one', async () => {
    expect(await call('explain', 'node-name-duplicat')).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'netstack: there is no rule or check "node-name-duplicat"; did you mean "node-name-duplicate"?\n',
    });
  });

  test('an id that is like none gets the list', async () => {
    const { status, stderr } = await call('explain', 'xyzzy');
    expect(status).toBe(2);
    expect(stderr).toBe(
      'netstack: there is no rule or check "xyzzy"; "npx --no netstack rules" lists the rules, docs/verify.md the checks\n',
    );
  });

  test.each(CHECKS.map(({ id }) => id))('prints the page of the check %s', async (id) => {
    const { status, stdout } = await call('explain', id);
    expect(status).toBe(0);
    expect(stdout).toContain(`${id}  (check, `);
    expect(stdout).toContain(`netstack verify CLUSTER --only ${id}`);
    expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
  });

  test('lists the checks that a failure may follow from', async () => {
    expect((await call('explain', 'overlay-ping')).stdout).toMatch(/A failure may follow from: \S/);
  });
});

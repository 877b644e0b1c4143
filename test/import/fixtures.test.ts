import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { call } from '../cli/call';

const FOLDER = 'test/fixtures/import';
const UPDATE = process.env.UPDATE_FIXTURES === '1';
const CASES = readdirSync(FOLDER).sort();

/** The expected text of a file beside the input; with UPDATE_FIXTURES=1 it is written. */
function expectText(file: string, text: string): void {
  if (UPDATE) writeFileSync(file, text);
  expect(text).toBe(existsSync(file) ? readFileSync(file, 'utf8') : '(missing)');
}

describe('an import of hand-written files', () => {
  test('has 40 inputs and more', () => {
    expect(CASES.length).toBeGreaterThanOrEqual(40);
  });

  test.each(CASES)('%s', async (name) => {
    const folder = `${FOLDER}/${name}`;
    const { stdout, stderr } = await call('import', name, '--from', `${folder}/input`, '--output', '-');
    expectText(`${folder}/profile.yaml`, stdout);
    expectText(`${folder}/notes.txt`, stderr);
    expect(stdout + stderr).not.toMatch(/hunter2|very-?secret|SUPER-secret|c0ffee|AKIA/i);
  });
});

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

function printNotes(tag: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/release-notes.mjs', tag], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('the changelog has entries for the version of the package', () => {
  const { status, stdout } = printNotes(`v${version}`);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^- \[(CHANGE|FEATURE|ENHANCEMENT|BUGFIX)\] /m);
  expect(stdout).not.toContain('## ');
});

test('a tag of another version is refused', () => {
  expect(printNotes('v9.9.9')).toEqual({
    status: 1,
    stdout: '',
    stderr: `the tag is "v9.9.9", and package.json has the version ${version}\n`,
  });
});

test('every entry of the changelog has its kind', () => {
  const entries = readFileSync('CHANGELOG.md', 'utf8').match(/^- .*/gm) ?? [];
  expect(entries.filter((entry) => !/^- \[(CHANGE|FEATURE|ENHANCEMENT|BUGFIX)\] /.test(entry))).toEqual([]);
});

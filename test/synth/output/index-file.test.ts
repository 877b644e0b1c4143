import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { indexFileOf, writeIndex } from '../../../src/synth/output/index-file';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'netstack-index-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the index is beside the output folder, and git ignores it', () => {
  const output = join(folder, 'dist');
  mkdirSync(output);
  writeFileSync(join(output, '.netstack.json'), 'of an earlier version');
  writeIndex(output, 'text');
  expect(indexFileOf(output)).toBe(join(folder, '.netstack/dist.json'));
  expect(readFileSync(indexFileOf(output), 'utf8')).toBe('text');
  const git = (...words: readonly string[]) => execFileSync('git', words, { cwd: folder, encoding: 'utf8' });
  git('init', '-q');
  expect(git('status', '--porcelain', '--untracked-files=all')).toBe('');
});

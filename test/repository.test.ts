import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** The files of the repository: the ones that git tracks or would track. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(file));

test('the root has at most 30 entries', () => {
  expect([...new Set(files.map((file) => file.split('/')[0]))].length).toBeLessThanOrEqual(30);
});

describe('npm scripts', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

  const mentions = files
    .filter((file) => /^(\.ci|\.github|\.devcontainer|docs|scripts)\/|^[A-Z]+\.md$/.test(file))
    .flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/npm run (?:--silent |-s )?([a-z][a-z:-]*)/g)].map(
        ([, script = '']) => [file, script.replace(/:$/, '')] as const,
      ),
    );

  test.each(mentions)('%s names %s', (_, script) => {
    expect(Object.keys(scripts)).toContain(script);
  });
});

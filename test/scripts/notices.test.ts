import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Notices {
  readonly NOTICES_FILE: string;
  readonly renderNotices: () => string;
}

/** A script without types. */
async function load(): Promise<Notices> {
  const file = '../../scripts/notices.mjs';
  return (await import(file)) as Notices;
}

test('the notices have the license of every package in the bundle ("npm run update" writes them)', async () => {
  const { NOTICES_FILE, renderNotices } = await load();
  const text = readFileSync(NOTICES_FILE, 'utf8');
  expect(renderNotices()).toBe(text);
  for (const name of ['zod', 'yaml', 'cdk8s', 'commander'])
    expect(text).toMatch(new RegExp(`^${name} \\d`, 'm'));
});

test('the package contains the notices', () => {
  const { files } = JSON.parse(readFileSync('package.json', 'utf8')) as { files: string[] };
  expect(files).toContain('docs');
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const site = mkdtempSync(join(tmpdir(), 'netstack-site-'));
afterAll(() => rmSync(site, { recursive: true, force: true }));

test('links to missing files and anchors are dead', async () => {
  const { findDeadLinks } = await import('../../scripts/site/dead-links.mjs');
  mkdirSync(join(site, 'rules'));
  writeFileSync(join(site, 'rules/index.html'), '<h2 id="nodes"></h2> <a href="/other.html#there"></a>');
  writeFileSync(
    join(site, 'other.html'),
    '<p id="there"></p> <a href="/rules/#nodes"></a> <a href="rules/#gone"></a> <a href="/missing.html"></a> <a href="https://example.org/"></a>',
  );
  expect(findDeadLinks(site)).toEqual(['other.html: rules/#gone', 'other.html: /missing.html']);
});

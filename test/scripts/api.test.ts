import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const PAGES = readdirSync('docs/api');
const text = PAGES.map((page) => readFileSync(join('docs/api', page), 'utf8')).join('\n');

/** Names of exported classes in the files that the package exports. */
function listClasses(folder: string, pattern: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => pattern.test(file))
    .flatMap((file) => [
      ...readFileSync(join(folder, file), 'utf8').matchAll(/^export class (\w+) extends Chart /gm),
    ])
    .map(([, name = '']) => name);
}

// `npm test` runs `api:check`, which compares every page with its docstrings.
describe('docs/api', () => {
  test('describes every chart that the package exports', () => {
    const charts = listClasses('charts', /-chart\.ts$/);
    expect(charts.length).toBeGreaterThan(7);
    expect(charts.filter((name) => !text.includes(`\n## ${name}\n`))).toEqual([]);
  });

  test('lists the props of a construct with their defaults', () => {
    expect(text).toMatch(/^\| `ttlSeconds` \| `number` \| `30` \| .+ \|$/m);
    expect(text).toMatch(/^\| `clusterDns` \| `readonly string\[\]` \| required \| .+ \|$/m);
  });

  test('has no heading twice on one page, since links would miss the second', () => {
    for (const page of PAGES) {
      const headings = readFileSync(join('docs/api', page), 'utf8').match(/^## .+$/gm) ?? [];
      expect(headings).toEqual([...new Set(headings)]);
    }
  });

  test('has no name that typedoc invented', () => {
    expect(text).not.toContain('__');
  });
});

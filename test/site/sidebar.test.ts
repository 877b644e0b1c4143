import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Documents that the site shows in another way: as pages of rules, or as its first page. */
const ELSEWHERE = ['README', 'rules'];

test('every document of docs/ is in the navigation of the site', () => {
  const config = readFileSync('docs/.vitepress/config.mjs', 'utf8');
  const documents = readdirSync('docs')
    .filter((file) => file.endsWith('.md'))
    .map((file) => file.replace('.md', ''))
    .filter((name) => !ELSEWHERE.includes(name));
  expect(documents.filter((name) => !config.includes(`'/${name}'`))).toEqual([]);
});

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const VARIABLE = /\b(?:NETSTACK|UPDATE)_[A-Z][A-Z0-9_]*\b/g;

/** The variables that the code reads. */
function listReadVariables(): readonly string[] {
  const files = ['src', 'bin', 'bench', 'test', 'charts', 'constructs', 'scripts'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  );
  const read = files
    .filter((file) => /\.(ts|js|mjs|mts)$/.test(file))
    .flatMap((file) => [
      ...readFileSync(file, 'utf8').matchAll(/\benv(?:\.|\[')((?:NETSTACK|UPDATE)_[A-Z0-9_]+)/g),
    ])
    .map(([, name = '']) => name);
  return [...new Set(read)].sort();
}

test('docs/environment.md lists every variable that the code reads, and no other', () => {
  const rows = readFileSync('docs/environment.md', 'utf8')
    .split('\n')
    .flatMap((line) => /^\| `([A-Z0-9_]+)`/.exec(line)?.[1] ?? []);
  expect([...rows].sort()).toEqual(listReadVariables());
});

test('no other document names a variable that is not in the table', () => {
  const table = readFileSync('docs/environment.md', 'utf8');
  const documents = ['README.md', 'CONTRIBUTING.md', ...readdirSync('docs').map((file) => `docs/${file}`)];
  const unknown = documents
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(VARIABLE)].map(([name]) => `${file}: ${name}`))
    .filter((mention) => !table.includes(`\`${mention.split(' ')[1]}\``));
  expect(unknown).toEqual([]);
});

import { expect, test } from 'vitest';
import type { TakenZone } from '../../../src/languages/corefile';
import { checkSnippets } from '../../../src/languages/corefile';

/** Problems of files by name, as `file:line message`. */
const problems = (files: Record<string, string>, taken: readonly TakenZone[] = []) =>
  checkSnippets(
    Object.entries(files).map(([name, text]) => ({ name, text })),
    { coredns: '1.14.7', taken },
  ).map(({ snippet, line, message }) => `${snippet.name}:${line} ${message}`);

test('files are read in the order of their names', () => {
  expect(problems({ 'b.server': 'a.test {\n}\n', 'a.server': '\na.test {\n}\n' })).toEqual([
    'b.server:1 "a.test" is answered already, by line 2 of "a.server"',
  ]);
});

test('a zone of the profile is taken', () => {
  const taken = [{ zone: 'home.arpa', owner: 'the forward of home.arpa' }];
  expect(problems({ 'a.server': 'home.arpa {\n}\napps.home.arpa {\n}\n' }, taken)).toEqual([
    'a.server:1 "home.arpa" is answered already, by the forward of home.arpa',
  ]);
  expect(problems({ 'a.override': 'log\n' }, taken)).toEqual([]);
});

test('overrides share one block, servers have each their own', () => {
  expect(problems({ 'a.override': 'nsid\n', 'b.override': 'log\nnsid\n' })).toEqual([
    'b.override:2 "nsid" is in its server block already, in line 1 of "a.override"',
  ]);
  expect(problems({ 'a.server': 'a.test {\n  nsid\n}\n', 'b.server': 'b.test {\n  nsid\n}\n' })).toEqual([]);
});

test('snippets are known to files that come later', () => {
  const common = '(common) {\n  errors\n}\n';
  const user = 'a.test {\n  import common\n}\n';
  expect(problems({ 'a.server': common, 'b.server': user })).toEqual([]);
  expect(problems({ 'b.server': common, 'a.server': user })).toEqual([
    'a.server:2 No snippet is named "common"',
  ]);
  expect(problems({ 'a.server': common, 'b.server': common })).toEqual([
    'b.server:1 "(common)" is defined twice',
  ]);
  expect(problems({ 'a.server': common, 'b.override': 'import common\n' })).toEqual([
    'b.override:1 No snippet is named "common"',
  ]);
});

test('a block that is left open swallows the next file', () => {
  const open = 'a.test {\n  forward . 10.0.0.1 {\n    policy random\n  }\n';
  const consequences = (files: Record<string, string>) =>
    checkSnippets(
      Object.entries(files).map(([name, text]) => ({ name, text })),
      { coredns: '1.14.7', taken: [] },
    ).map(({ consequence, message }) => `${consequence} ${message}`);
  expect(consequences({ 'a.server': open })).toEqual(['misleading The brace is never closed']);
  expect(consequences({ 'a.server': open, 'b.server': 'b.test {\n}\n' })).toEqual([
    'refused The brace is never closed',
  ]);
});

test('other files are left alone', () => {
  expect(problems({ 'home.db': '$ORIGIN {' })).toEqual([]);
});
